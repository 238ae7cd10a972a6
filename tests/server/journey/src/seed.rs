//! What the server starts with, as `tests/server/db/data` has it.

use conformance_client::runtime::Uuid;

/// "Ink", which has chapters, tags and a cover.
pub const INK: Uuid = Uuid::from_u128(0xa000_0000_0000_4000_8000_0000_0000_0001);
/// "100% Wool & Linen", the other book of science.
pub const WOOL: Uuid = Uuid::from_u128(0xa000_0000_0000_4000_8000_0000_0000_0002);
/// "It's raining?", which has little.
pub const RAIN: Uuid = Uuid::from_u128(0xa000_0000_0000_4000_8000_0000_0000_0003);
/// "Ångström/Δ", the newest and the longest.
pub const UNIT: Uuid = Uuid::from_u128(0xa000_0000_0000_4000_8000_0000_0000_0004);
/// The first chapter of "Ink".
pub const BLUE: Uuid = Uuid::from_u128(0xc000_0000_0000_4000_8000_0000_0000_0001);
/// Who wrote "Ink" and "Ångström/Δ".
pub const ADA: Uuid = Uuid::from_u128(0x1111_1111_1111_4111_8111_1111_1111_1111);
/// Who wrote the others.
pub const OTHER: Uuid = Uuid::from_u128(0x2222_2222_2222_4222_8222_2222_2222_2222);
