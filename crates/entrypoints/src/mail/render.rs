//! A composed letter as a message with a text and an HTML part that say the same.

use std::time::{Duration, SystemTime};

use actions::outbox::Due;
use askama::Template;
use lettre::message::header::{ContentTransferEncoding, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MessageBuilder, MultiPart, SinglePart, header};
use lettre::{Address, Message};

use super::compose::{Composed, Part, language};
use crate::app::App;
use crate::calendar;
use crate::markdown;

#[derive(Template)]
#[template(path = "letters/letter.txt")]
struct Text<'a> {
    letter: &'a Composed,
}

#[derive(Template)]
#[template(path = "letters/letter.html")]
struct Html<'a> {
    letter: &'a Composed,
    language: &'a str,
    app: &'a str,
}

/// A letter in both its forms.
pub(super) struct Rendered {
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Its own name, without brackets; a copy has the same.
    pub message_id: String,
    /// The name of the thread's beginning.
    pub thread: Option<String>,
    /// A day for the reader's calendar, as a file.
    pub calendar: Option<String>,
    /// Where its kind is turned off, if it can be.
    pub off: Option<String>,
}

/// Why a letter cannot be made a message.
#[derive(Debug)]
pub(super) struct Unwritable(pub String);

/// Renders `letter`; `host` is the right side of its Message-ID.
///
/// # Errors
/// Where a template fails, which tests rule out for every kind.
pub(super) fn render(
    due: &Due,
    letter: &Composed,
    app: &str,
    host: &str,
) -> Result<Rendered, Unwritable> {
    let wrong = |problem: askama::Error| Unwritable(problem.to_string());
    let root = letter
        .thread
        .as_ref()
        .map(|number| format!("{number}@{host}"));
    let own = match &letter.thread {
        Some(number) => format!("{number}.{}@{host}", due.id),
        None => format!("letter.{}.{}@{host}", due.id, due.posted.0),
    };
    let (message_id, thread) = match root {
        Some(root) if letter.begins => (root, None),
        root => (own, root),
    };
    let language = language(due).code();
    Ok(Rendered {
        subject: one_line(&letter.subject),
        text: Text { letter }.render().map_err(wrong)?,
        html: Html {
            letter,
            language,
            app,
        }
        .render()
        .map_err(wrong)?,
        message_id,
        thread,
        calendar: letter.calendar.clone(),
        off: letter.off.clone(),
    })
}

/// The message that is handed to the server.
///
/// # Errors
/// Where the address is none, so that no line break can come in through it.
pub(super) fn message(
    app: &App,
    due: &Due,
    rendered: &Rendered,
    from: &Mailbox,
) -> Result<Message, Unwritable> {
    let wrong = |problem: &dyn std::fmt::Display| Unwritable(problem.to_string());
    let to: Address = due.to.address.parse().map_err(|problem| wrong(&problem))?;
    let posted = Duration::from_micros(due.posted.0.unsigned_abs());
    let mut message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(&rendered.subject)
        .date(SystemTime::UNIX_EPOCH + posted)
        .message_id(Some(format!("<{}>", rendered.message_id)))
        .raw_header(plain("Auto-Submitted", "auto-generated"))
        .raw_header(plain("Content-Language", language(due).code()));
    let contact = app.contact();
    if !contact.is_empty() {
        let contact: Address = contact.parse().map_err(|problem| wrong(&problem))?;
        message = message.reply_to(Mailbox::new(None, contact));
    }
    if let Some(off) = &rendered.off {
        message = can_be_turned_off(message, off);
    }
    if let Some(thread) = &rendered.thread {
        let thread = format!("<{thread}>");
        message = message.in_reply_to(thread.clone()).references(thread);
    }
    let parts = MultiPart::alternative()
        .singlepart(part(header::ContentType::TEXT_PLAIN, &rendered.text))
        .singlepart(part(header::ContentType::TEXT_HTML, &rendered.html));
    let parts = match &rendered.calendar {
        None => parts,
        Some(file) => {
            let kind = header::ContentType::parse(calendar::MEDIA_TYPE);
            let kind = kind.map_err(|problem| wrong(&problem))?;
            let file = Attachment::new(calendar::FILE_NAME.to_owned()).body(file.clone(), kind);
            MultiPart::mixed().multipart(parts).singlepart(file)
        }
    };
    message.multipart(parts).map_err(|problem| wrong(&problem))
}

/// Lets mail programs show a button that turns the kind of letter off (RFC 8058).
fn can_be_turned_off(message: MessageBuilder, off: &str) -> MessageBuilder {
    message
        .raw_header(plain("List-Unsubscribe", &format!("<{off}>")))
        .raw_header(plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
}

fn part(kind: header::ContentType, body: &str) -> SinglePart {
    SinglePart::builder()
        .header(kind)
        .header(ContentTransferEncoding::QuotedPrintable)
        .body(body.to_owned())
}

fn plain(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// Everything that could end a line, or that has no place in one, becomes a space.
fn one_line(text: &str) -> String {
    let ends = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.replace(ends, " ")
}

#[cfg(test)]
mod tests {
    use lettre::Message;

    use super::{can_be_turned_off, one_line};

    /// The naive header is wrapped or encoded in the middle of the address, and no mail program finds it.
    #[test]
    fn mail_programs_find_where_a_letter_is_turned_off() {
        let off = format!(
            "https://support.example.com/notices/a_{}.statements.{}",
            "0".repeat(26),
            "x".repeat(43)
        );
        let message = Message::builder()
            .from("desk@example.com".parse().expect("an address"))
            .to("kim@example.com".parse().expect("an address"));
        let message = can_be_turned_off(message, &off).body(String::new());
        let message = message.expect("it is whole").formatted();
        let message = String::from_utf8(message)
            .expect("it is text")
            .replace("\r\n ", " ");
        let unsubscribe = format!("List-Unsubscribe: <{off}>\r\n");
        assert!(message.contains(&unsubscribe), "{message}");
        assert!(
            message.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"),
            "{message}"
        );
    }

    #[test]
    fn nothing_in_a_subject_can_begin_another_header() {
        let hostile = "Disk\r\nBcc: all@example.com\u{2028}X: y\0";
        assert_eq!(one_line(hostile), "Disk  Bcc: all@example.com X: y ");
    }
}
