//! How time and memory grow with the input.

use std::hint::black_box;
use std::path::Path;

use super::args::Once;
use super::table::{Table, bytes, ratio, time};
use super::{child, copies, input, measure};
use crate::error::Error;

const COPIES: [(u8, Once); 4] = [(1, Once::Generate), (2, Once::Generate2), (4, Once::Generate4), (8, Once::Generate8)];

/// One file, and several copies of it.
///
/// # Errors
///
/// The metadata is refused.
#[expect(clippy::cast_precision_loss, reason = "an exponent of two figures is shown")]
pub(super) fn table(csdl: &Path, runs: u16) -> Result<Table, Error> {
    let mut peaks = Vec::new();
    for (_, child) in COPIES {
        peaks.push(measure::process(&mut child::command(child, csdl))?.peak);
    }
    let jobs = COPIES.map(|(number, _)| input::whole(csdl).map(|job| copies::of(job, number)));
    let [one, two, four, eight] = jobs;
    let jobs = [one?, two?, four?, eight?];
    for job in &jobs {
        input::generate(job)?;
    }
    let generate = |index: usize| drop(black_box(input::generate(&jobs[index])));
    let times =
        measure::medians(runs, [&mut || generate(0), &mut || generate(1), &mut || generate(2), &mut || generate(3)]);

    let mut table = Table::new(&["copies", "input", "time", "to the first", "peak memory", "to the first"]);
    let sizes = jobs.each_ref().map(input::size);
    for (index, (number, _)) in COPIES.iter().enumerate() {
        table.row([
            number.to_string(),
            bytes(sizes[index]),
            time(times[index]),
            ratio(times[index] / times[0]),
            bytes(peaks[index]),
            ratio(peaks[index] as f64 / peaks[0] as f64),
        ]);
    }
    let sizes = sizes.map(|size| size as f64);
    let memory: Vec<f64> = peaks.iter().map(|peak| *peak as f64).collect();
    table.note(format!(
        "Fitted exponents: time {:.2}, memory {:.2}.",
        exponent(&sizes, &times),
        exponent(&sizes, &memory)
    ));
    Ok(table)
}

/// The slope of a straight line through the logarithms.
#[expect(clippy::cast_precision_loss, reason = "there are four points")]
fn exponent(x: &[f64], y: &[f64]) -> f64 {
    let (x, y): (Vec<f64>, Vec<f64>) = (x.iter().map(|x| x.ln()).collect(), y.iter().map(|y| y.ln()).collect());
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (mean_x, mean_y) = (mean(&x), mean(&y));
    let covariance: f64 = x.iter().zip(&y).map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
    let variance: f64 = x.iter().map(|x| (x - mean_x).powi(2)).sum();
    covariance / variance
}

#[cfg(test)]
mod tests {
    use super::exponent;

    #[test]
    fn a_line_has_exponent_one_and_a_square_two() {
        let x = [1.0, 2.0, 4.0, 8.0];
        assert!((exponent(&x, &[3.0, 6.0, 12.0, 24.0]) - 1.0).abs() < 1e-9);
        assert!((exponent(&x, &[1.0, 4.0, 16.0, 64.0]) - 2.0).abs() < 1e-9);
    }
}
