//! Made-up and damaged metadata.
