//! How an installation looks: an accent of its own in either theme, never fainter than can be read, and a logo.

pub mod image;

use std::fmt;

/// The least contrast of text against its ground, in hundredths: WCAG 2.2, 1.4.3.
pub const CONTRAST_MIN: u32 = 450;

/// A colour of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// Which of the two themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

/// Why a colour cannot be an accent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadAccent {
    /// It is no colour such as `#0b5cad`.
    Form,
    /// It is too near to a ground that it stands on: their contrast in hundredths, rounded down.
    Faint(u32),
}

/// An accent with what follows from it: links, the primary button, and what is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    theme: Theme,
    colour: Colour,
}

impl Colour {
    const WHITE: Self = Self::new(255, 255, 255);
    const BLACK: Self = Self::new(0, 0, 0);

    /// The colour of these parts.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// A colour as style sheets write it, `#0b5cad`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let is_hex = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        is_hex.then_some(())?;
        Some(Self::new(part(0)?, part(2)?, part(4)?))
    }

    /// `hundredths` of `other` mixed into it.
    fn mixed(self, other: Self, hundredths: u16) -> Self {
        let part = |one: u8, other: u8| {
            let mixed = u16::from(one) * (100 - hundredths) + u16::from(other) * hundredths;
            u8::try_from(mixed / 100).expect("it lies between two bytes")
        };
        Self::new(
            part(self.red, other.red),
            part(self.green, other.green),
            part(self.blue, other.blue),
        )
    }

    /// How light it is to the eye, from 0 to 1: the relative luminance of WCAG 2.2.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The contrast of the two in hundredths, rounded down, so that nothing is said to be enough that is not.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a contrast lies between 1 and 21"
    )]
    pub fn contrast(self, other: Self) -> u32 {
        let (one, other) = (self.luminance(), other.luminance());
        let (light, dark) = (one.max(other), one.min(other));
        ((light + 0.05) / (dark + 0.05) * 100.0).floor() as u32
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl Theme {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// The accent where nobody chose one, as the tokens of the style sheet have it.
    pub fn usual(self) -> Accent {
        let colour = match self {
            Self::Light => Colour::new(0x0b, 0x5c, 0xad),
            Self::Dark => Colour::new(0x8c, 0xc0, 0xff),
        };
        Accent {
            theme: self,
            colour,
        }
    }

    /// The grounds that links stand on, as the tokens of the style sheet have them: those nearest to text.
    const fn grounds(self) -> [Colour; 2] {
        match self {
            Self::Light => [Colour::WHITE, Colour::new(0xf3, 0xf5, 0xf7)],
            Self::Dark => [Colour::new(0x17, 0x17, 0x17), Colour::new(0x30, 0x30, 0x30)],
        }
    }

    /// The text of the primary button.
    const fn button_text(self) -> Colour {
        match self {
            Self::Light => Colour::WHITE,
            Self::Dark => Colour::new(0x0b, 0x1a, 0x2b),
        }
    }
}

impl Accent {
    /// The accent that somebody wrote for a theme.
    ///
    /// # Errors
    /// [`BadAccent`] where it is no colour, or cannot be read on every ground that it stands on.
    pub fn parse(theme: Theme, text: &str) -> Result<Self, BadAccent> {
        let colour = Colour::parse(text.trim()).ok_or(BadAccent::Form)?;
        let accent = Self { theme, colour };
        match accent.contrast() {
            enough if enough >= CONTRAST_MIN => Ok(accent),
            measured => Err(BadAccent::Faint(measured)),
        }
    }

    /// The accent itself.
    pub const fn colour(self) -> Colour {
        self.colour
    }

    /// The accent under the pointer.
    pub fn strong(self) -> Colour {
        match self.theme {
            Theme::Light => self.colour.mixed(Colour::BLACK, 20),
            Theme::Dark => self.colour.mixed(Colour::WHITE, 35),
        }
    }

    /// The ground of what is marked.
    pub fn soft(self) -> Colour {
        match self.theme {
            Theme::Light => self.colour.mixed(Colour::WHITE, 94),
            Theme::Dark => self.colour.mixed(Colour::new(0x1f, 0x1f, 0x1f), 90),
        }
    }

    /// The least contrast of all that it stands beside, in hundredths.
    pub fn contrast(self) -> u32 {
        let [canvas, hover] = self.theme.grounds();
        let beside = [canvas, hover, self.soft(), self.theme.button_text()];
        let measured = beside.map(|other| self.colour.contrast(other));
        measured.into_iter().min().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Accent, BadAccent, CONTRAST_MIN, Colour, Theme};

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert_eq!(Colour::BLACK.contrast(Colour::WHITE), 2100);
        assert_eq!(Colour::WHITE.contrast(Colour::WHITE), 100);
        let grey = |part| Colour::new(part, part, part);
        // The pair that everybody quotes: one passes on white, the other just does not.
        assert_eq!(grey(0x76).contrast(Colour::WHITE), 454);
        assert_eq!(grey(0x77).contrast(Colour::WHITE), 447);
    }

    #[test]
    fn a_colour_is_six_digits_and_reads_back() {
        let colour = Colour::parse("#0B5cad").expect("a colour");
        assert_eq!(colour.to_string(), "#0b5cad");
        for wrong in [
            "",
            "0b5cad",
            "#0b5",
            "#0b5cag",
            "#0b5cadff",
            "#é5cad",
            "red;}",
        ] {
            assert_eq!(Colour::parse(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn an_accent_that_cannot_be_read_is_refused_with_what_was_measured() {
        for theme in Theme::ALL {
            let usual = theme.usual().colour().to_string();
            assert_eq!(Accent::parse(theme, &usual), Ok(theme.usual()));
            assert!(theme.usual().contrast() >= CONTRAST_MIN);
        }
        assert_eq!(Accent::parse(Theme::Light, "blue"), Err(BadAccent::Form));
        let Err(BadAccent::Faint(measured)) = Accent::parse(Theme::Light, "#4aa3ff") else {
            panic!("light blue on white cannot be read");
        };
        assert!((200..CONTRAST_MIN).contains(&measured), "{measured}");
        assert!(Accent::parse(Theme::Dark, "#0b5cad").is_err());
        // It would do on white, and not where a row is pointed at.
        assert!(Accent::parse(Theme::Light, "#767676").is_err());
    }

    #[test]
    fn what_follows_from_an_accent_can_be_read_too() {
        for theme in Theme::ALL {
            let accent = theme.usual();
            assert!(accent.strong().contrast(theme.button_text()) >= accent.contrast());
            assert!(accent.soft().contrast(accent.strong()) >= CONTRAST_MIN);
        }
    }
}
