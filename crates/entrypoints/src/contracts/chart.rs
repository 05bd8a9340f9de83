//! The burn-down of a balance: a step line so far, a dashed forecast to the end, and a line for today, drawn by the
//! server at the width at which it is shown.

use std::fmt::Write as _;

use domain::ledger::Forecast;
use domain::time::{Moment, Zone};
use words::Words;

/// The widths of the drawing by the class of the page that shows it, in units of a pixel: that of its card on a wide
/// page, and on a phone.
const WIDTHS: [(&str, f64); 2] = [("wide", 720.0), ("narrow", 340.0)];
/// Its height.
const HEIGHT: f64 = 260.0;
/// The room for numbers at the left, for labels at the right and above, and for days below.
const MARGINS: (f64, f64, f64, f64) = (40.0, 16.0, 24.0, 32.0);

/// What is drawn.
pub(crate) struct BurnDown<'a> {
    /// The units free to use after every movement, oldest first.
    pub steps: &'a [(Moment, i64)],
    /// First and last moment on the axis.
    pub starts: Moment,
    pub ends: Moment,
    /// When it is drawn.
    pub today: Moment,
    pub forecast: Option<Forecast>,
    pub zone: &'a Zone,
}

impl BurnDown<'_> {
    /// The balance as the drawing says it in words, or nothing where there is nothing to draw.
    pub fn finding(&self, w: &Words) -> Option<String> {
        let ((first, from), (_, left)) = (self.steps.first()?, self.steps.last()?);
        let day = |moment| w.long_date(self.zone.date_of(moment));
        let today = self.today.min(self.ends);
        Some(w.contract_chart_description(
            w.number(*from),
            w.number(*left),
            day(*first),
            day(today),
        ))
    }

    /// One SVG for each kind of page, or nothing where there is nothing to draw. Every text in it is escaped.
    pub fn svg(&self, w: &Words) -> Option<String> {
        WIDTHS
            .iter()
            .map(|(page, width)| self.drawn(w, page, *width))
            .collect()
    }

    fn drawn(&self, w: &Words, page: &str, width: f64) -> Option<String> {
        let finding = self.finding(w)?;
        let top = self
            .steps
            .iter()
            .map(|(_, left)| *left)
            .max()
            .filter(|top| *top > 0)?;
        let mut svg = format!(
            "<svg class=\"chart k-{page}-page\" viewBox=\"0 0 {width} {HEIGHT}\" role=\"img\" \
             aria-labelledby=\"burn-{page} burn-{page}-desc\">\
             <title id=\"burn-{page}\">{}</title><desc id=\"burn-{page}-desc\">{}</desc>",
            escaped(w.contract_chart_title()),
            escaped(&finding),
        );
        Self::grid(&mut svg, w, top, width);
        self.days(&mut svg, w, width);
        self.line(&mut svg, w, top, width);
        svg.push_str("</svg>");
        Some(svg)
    }

    /// What is drawn, as a table: the balance from each day on that changed it, and where it is heading.
    pub fn points(&self, w: &Words) -> Vec<(String, String, String)> {
        let point = |moment: Moment, balance: String| {
            let day = self.zone.date_of(moment);
            (day.to_string(), w.long_date(day), balance)
        };
        let known = self.steps.iter();
        let mut points: Vec<_> = known
            .map(|(moment, left)| point(*moment, w.number(*left)))
            .collect();
        let left = self.steps.last().map_or(0, |(_, left)| *left);
        let heading = self.target(left);
        points.extend(heading.map(|(moment, units)| {
            let last = Moment(moment.0 - 1);
            point(last, w.contract_chart_forecast(w.number(units)))
        }));
        points
    }

    fn x(&self, moment: Moment, width: f64) -> f64 {
        let (left, right, ..) = MARGINS;
        let span = (self.ends.0 - self.starts.0).max(1);
        let part = (moment.0 - self.starts.0).clamp(0, span);
        left + ratio(part, span) * (width - left - right)
    }

    fn y(left: i64, top: i64) -> f64 {
        let (_, _, above, below) = MARGINS;
        HEIGHT - below - ratio(left, top) * (HEIGHT - above - below)
    }

    fn grid(svg: &mut String, w: &Words, top: i64, width: f64) {
        let (left, right, ..) = MARGINS;
        let step = (top + 3) / 4;
        for units in (0..=top).step_by(usize::try_from(step.max(1)).unwrap_or(1)) {
            let y = Self::y(units, top);
            let _ = write!(
                svg,
                "<line class=\"grid\" x1=\"{left}\" x2=\"{}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
                 <text class=\"tick\" x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                width - right,
                left - 8.0,
                y + 4.0,
                escaped(&w.number(units)),
            );
        }
    }

    /// The first day, today where it does not cross the others, and the last day.
    fn days(&self, svg: &mut String, w: &Words, width: f64) {
        let y = HEIGHT - 8.0;
        let day = |moment: Moment| escaped(&w.short_date(self.zone.date_of(moment)));
        let (start, end) = (self.x(self.starts, width), self.x(self.ends, width));
        let _ = write!(
            svg,
            "<text class=\"tick\" x=\"{start:.1}\" y=\"{y}\">{}</text>",
            day(self.starts)
        );
        let last = Moment(self.ends.0 - 1);
        let _ = write!(
            svg,
            "<text class=\"tick\" x=\"{end:.1}\" y=\"{y}\" text-anchor=\"end\">{}</text>",
            day(last)
        );
        if self.today >= self.ends || self.today <= self.starts {
            return;
        }
        let x = self.x(self.today, width);
        let _ = write!(
            svg,
            "<line class=\"today\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{}\" y2=\"{}\"/>",
            MARGINS.2,
            HEIGHT - MARGINS.3
        );
        if x - start > 120.0 && end - x > 120.0 {
            let word = escaped(w.contract_chart_today());
            let _ = write!(
                svg,
                "<text class=\"tick\" x=\"{x:.1}\" y=\"{y}\" text-anchor=\"middle\">{word}</text>"
            );
        }
    }

    fn line(&self, svg: &mut String, w: &Words, top: i64, width: f64) {
        let mut path = String::new();
        for (place, (moment, left)) in self.steps.iter().enumerate() {
            let (x, y) = (self.x(*moment, width), Self::y(*left, top));
            let _ = if place == 0 {
                write!(path, "M{x:.1} {y:.1}")
            } else {
                write!(path, " H{x:.1} V{y:.1}")
            };
        }
        let left = self.steps.last().map_or(0, |(_, left)| *left);
        let now = self.x(self.today.min(self.ends), width);
        let (y, floor) = (Self::y(left, top), Self::y(0, top));
        let _ = write!(path, " H{now:.1}");
        let begin = self
            .steps
            .first()
            .map_or(now, |(moment, _)| self.x(*moment, width));
        let _ = write!(
            svg,
            "<path class=\"area\" d=\"{path} V{floor:.1} H{begin:.1} Z\"/>"
        );
        let _ = write!(svg, "<path class=\"line\" d=\"{path}\"/>");
        if let Some((moment, units)) = self.target(left) {
            let (x, end) = (self.x(moment, width), Self::y(units, top));
            let _ = write!(
                svg,
                "<path class=\"forecast\" d=\"M{now:.1} {y:.1} L{x:.1} {end:.1}\"/>"
            );
            let label = escaped(&w.contract_chart_forecast(w.number(units)));
            let _ = write!(
                svg,
                "<text class=\"tick\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>",
                // Under the line, which comes from above; over it where the floor is near.
                if end + 18.0 < floor {
                    end + 18.0
                } else {
                    end - 8.0
                }
            );
        }
        let _ = write!(
            svg,
            "<circle class=\"dot\" cx=\"{now:.1}\" cy=\"{y:.1}\" r=\"4.5\"/>"
        );
        // The label stands where the line has not been: to the right of it while there is room.
        let (x, anchor) = if now > width - 140.0 {
            (now - 8.0, "end")
        } else {
            (now + 8.0, "start")
        };
        let label = escaped(&w.incidents_left(left));
        let _ = write!(
            svg,
            "<text class=\"label\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{label}</text>",
            (y - 10.0).max(14.0)
        );
    }

    /// Where the forecast ends.
    fn target(&self, left: i64) -> Option<(Moment, i64)> {
        Some(match self.forecast? {
            Forecast::Unused { .. } => (self.ends, left),
            Forecast::Lasts { lapsing } => (self.ends, lapsing),
            Forecast::RunsOut { at } => (at, 0),
        })
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a drawing is no finer than a pixel"
)]
fn ratio(part: i64, whole: i64) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Text as XML may hold it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use domain::ledger::Forecast;
    use domain::time::{Moment, Zone};
    use words::{Language, Words};

    use super::BurnDown;

    fn moment(text: &str) -> Moment {
        Moment::parse(text).expect("an instant")
    }

    #[test]
    fn the_drawing_has_a_title_a_finding_a_step_line_and_a_forecast() {
        let steps = [
            (moment("2026-06-01T00:00:00Z"), 20),
            (moment("2026-08-01T00:00:00Z"), 19),
        ];
        let drawn = BurnDown {
            steps: &steps,
            starts: moment("2026-06-01T00:00:00Z"),
            ends: moment("2027-06-01T00:00:00Z"),
            today: moment("2026-11-24T00:00:00Z"),
            forecast: Some(Forecast::Lasts { lapsing: 17 }),
            zone: &Zone::UTC,
        };
        let w = Words::of(Language::parse("en").expect("English"));
        let svg = drawn.svg(&w).expect("a drawing");
        for part in [
            "role=\"img\"",
            "<title",
            "from 20 on 1 June 2026 to 19",
            "class=\"forecast\"",
            "class=\"today\"",
        ] {
            assert!(svg.contains(part), "{part} in {svg}");
        }
        assert!(svg.contains("viewBox=\"0 0 720 260\"") && svg.contains("viewBox=\"0 0 340 260\""));
        assert!(!svg.contains("style="));
        assert!(
            BurnDown {
                steps: &[],
                ..drawn
            }
            .svg(&w)
            .is_none()
        );
    }
}
