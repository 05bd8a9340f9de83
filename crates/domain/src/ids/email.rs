//! E-mail addresses, in the one form in which they are compared, stored and written to.

use std::fmt;

use crate::limits;

/// An address such as `name@example.com`: its domain in lower case, its local part as typed, ASCII
/// only.
///
/// Two addresses are the same only when these characters are: a dot, a `+tag` or another case
/// before the @ makes another person. It shows itself whole in letters and pages, and masked in
/// logs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

/// Why a text is no e-mail address that is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailProblem {
    /// Nothing, or nothing but spaces.
    Empty,
    /// Longer than an address may be in an SMTP dialogue.
    TooLong,
    /// It has characters outside ASCII: they can look like others, and many mail servers refuse
    /// them.
    NotAscii,
    /// It has a line break, a NUL or another control character, which would reach the headers of a
    /// letter.
    ControlCharacter,
    /// It is not of the form `name@example.com`.
    Form,
}

impl EmailAddress {
    /// Reads what was typed, with spaces around it.
    ///
    /// Accepted is what mail servers of today accept: RFC 5321 without quoted local parts, comments
    /// and address literals.
    pub fn parse(typed: &str) -> Result<Self, EmailProblem> {
        let typed = typed.trim_matches([' ', '\u{a0}']);
        if typed.is_empty() {
            return Err(EmailProblem::Empty);
        }
        if typed
            .chars()
            .any(|character| character.is_control() || matches!(character, '\u{2028}' | '\u{2029}'))
        {
            return Err(EmailProblem::ControlCharacter);
        }
        if !typed.is_ascii() {
            return Err(EmailProblem::NotAscii);
        }
        if typed.len() > limits::EMAIL_CHARS_MAX {
            return Err(EmailProblem::TooLong);
        }
        let (local, domain) = typed.rsplit_once('@').ok_or(EmailProblem::Form)?;
        if !is_local_part(local) || !is_domain(domain) {
            return Err(EmailProblem::Form);
        }
        Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after the @.
    pub fn domain(&self) -> &str {
        self.parts().1
    }

    /// Enough to recognise one's own, too little to learn another's: `a•••@example.com`.
    pub fn masked(&self) -> String {
        let (local, domain) = self.parts();
        format!("{}•••@{domain}", &local[..1])
    }

    fn parts(&self) -> (&str, &str) {
        self.0.rsplit_once('@').expect("an address has an @")
    }
}

/// Groups of the characters of RFC 5321 `atext`, with single dots between them.
fn is_local_part(text: &str) -> bool {
    let is_atom = |atom: &str| {
        !atom.is_empty()
            && atom
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte))
    };
    text.len() <= limits::EMAIL_LOCAL_CHARS_MAX && text.split('.').all(is_atom)
}

/// Two labels or more of letters, digits and inner hyphens, 63 characters each; the last no number,
/// which would be an IP address.
fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let top = text.rsplit_once('.').map_or("", |(_, top)| top);
    text.split('.').all(is_label) && top.bytes().any(|byte| byte.is_ascii_alphabetic())
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "EmailAddress({})", self.masked())
    }
}

/// An address of which the first letter and the domain remain: `a•••@example.com`.
pub fn masked(email: &str) -> String {
    let (local, domain) = email.split_once('@').unwrap_or((email, ""));
    format!("{}•••@{domain}", local.chars().take(1).collect::<String>())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn problem(text: &str) -> EmailProblem {
        EmailAddress::parse(text).unwrap_err()
    }

    #[test]
    fn the_domain_is_lower_cased_and_the_rest_left_alone() {
        for (typed, kept) in [
            (" Anna.Berg@Example.COM ", "Anna.Berg@example.com"),
            ("a+b@x-1.example.org", "a+b@x-1.example.org"),
            ("o'hara@example.net", "o'hara@example.net"),
            (
                "1@xn--rksmrgs-5wao1o.example",
                "1@xn--rksmrgs-5wao1o.example",
            ),
        ] {
            assert_eq!(EmailAddress::parse(typed).unwrap().as_str(), kept);
        }
    }

    #[test]
    fn of_an_address_that_may_be_none_the_first_letter_and_the_domain_remain() {
        for (email, shown) in [
            ("anna@example.com", "a•••@example.com"),
            ("åsa@example.com", "å•••@example.com"),
            ("nobody", "n•••@"),
            ("", "•••@"),
        ] {
            assert_eq!(masked(email), shown);
        }
    }

    #[test]
    fn an_address_is_shown_whole_to_its_owner_and_masked_to_others() {
        let anna = EmailAddress::parse("anna@example.com").unwrap();
        assert_eq!(anna.to_string(), "anna@example.com");
        assert_eq!(anna.masked(), "a•••@example.com");
        assert_eq!(format!("{anna:?}"), "EmailAddress(a•••@example.com)");
    }

    #[test]
    fn an_address_is_as_long_as_a_path_of_mail_may_be() {
        let long = |extra: usize| {
            let labels = format!(
                "{}.{}.{}",
                "b".repeat(63),
                "c".repeat(63),
                "d".repeat(58 + extra)
            );
            format!("{}@{labels}.com", "a".repeat(63))
        };
        assert_eq!(long(0).len(), limits::EMAIL_CHARS_MAX);
        assert!(EmailAddress::parse(&long(0)).is_ok());
        assert_eq!(problem(&long(1)), EmailProblem::TooLong);
    }

    #[test]
    fn addresses_that_differ_before_the_at_are_different_people() {
        let parse = |text| EmailAddress::parse(text).unwrap();
        assert_ne!(parse("anna@example.com"), parse("Anna@example.com"));
        assert_ne!(parse("anna@example.com"), parse("anna+x@example.com"));
        assert_ne!(parse("anna@example.com"), parse("an.na@example.com"));
        assert_eq!(parse("anna@EXAMPLE.com"), parse("anna@example.com"));
    }

    #[test]
    fn what_could_reach_a_header_is_refused() {
        for text in [
            "a@example.com\r\nBcc: b@example.com",
            "a@example.com\n",
            "a\0@example.com",
            "a@example.com\u{2028}",
            "\ta@example.com",
        ] {
            assert_eq!(problem(text), EmailProblem::ControlCharacter, "{text:?}");
        }
    }

    #[test]
    fn lookalikes_are_refused() {
        assert_eq!(problem("аnna@example.com"), EmailProblem::NotAscii);
        assert_eq!(problem("anna@exämple.com"), EmailProblem::NotAscii);
        assert_eq!(problem("anna＠example.com"), EmailProblem::NotAscii);
    }

    #[test]
    fn other_forms_are_refused() {
        assert_eq!(problem("  "), EmailProblem::Empty);
        for text in [
            "anna",
            "@example.com",
            "anna@",
            "anna@localhost",
            "anna@@example.com",
            "a@b@example.com",
            "anna berg@example.com",
            ".anna@example.com",
            "an..na@example.com",
            "\"anna\"@example.com",
            "anna@[192.0.2.1]",
            "anna@192.0.2.1",
            "anna@-example.com",
            "anna@example..com",
            "anna@example.com.",
            "anna@exam_ple.com",
            "Anna <anna@example.com>",
            "anna@example.com,b@example.com",
        ] {
            assert_eq!(problem(text), EmailProblem::Form, "{text:?}");
        }
        assert_eq!(
            problem(&format!("{}@example.com", "a".repeat(65))),
            EmailProblem::Form
        );
        let long = format!("a@{}example.com", "abcdefghi.".repeat(25));
        assert_eq!(problem(&long), EmailProblem::TooLong);
    }

    #[test]
    fn masked_it_shows_one_letter() {
        let address = EmailAddress::parse("anna@example.com").unwrap();
        assert_eq!(address.masked(), "a•••@example.com");
        assert_eq!(format!("{address:?}"), "EmailAddress(a•••@example.com)");
        assert_eq!(address.domain(), "example.com");
    }

    proptest! {
        #[test]
        fn the_kept_form_is_stable(text in "[ -~]{0,8}@[ -~]{0,12}") {
            if let Ok(address) = EmailAddress::parse(&text) {
                prop_assert_eq!(EmailAddress::parse(address.as_str()), Ok(address));
            }
        }
    }
}
