//! The forms of a page: where they lead, and what they hold, as a browser without scripts reads them.

/// A form.
#[derive(Debug)]
pub struct Form {
    /// Where it leads.
    pub action: String,
    /// `get` or `post`.
    pub method: String,
    /// Whether files can be sent with it.
    pub takes_files: bool,
    /// What it holds, in its order.
    pub fields: Vec<Field>,
}

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    /// Its `type`; `textarea` or `select` where it is one.
    pub kind: String,
    pub value: String,
}

impl Field {
    /// Whether anything can be typed in it.
    pub fn is_text(&self) -> bool {
        ["text", "search", "textarea", ""].contains(&self.kind.as_str())
    }

    /// Something that the form takes, where there is such a thing.
    pub fn fitting(&self) -> String {
        let fitting = match self.kind.as_str() {
            _ if !self.value.is_empty() => return self.value.clone(),
            "email" => "somebody@example.com",
            "tel" => "+46 8 123 45 67",
            "date" => "2027-01-01",
            "datetime-local" => "2027-01-01T12:00",
            "number" => "1",
            "url" => "https://example.com/",
            "checkbox" => "on",
            _ => "",
        };
        fitting.to_owned()
    }
}

/// The forms in a page that leads from `path`.
pub fn forms(html: &str, path: &str) -> Vec<Form> {
    let forms = html.split("<form").skip(1);
    forms
        .map(|rest| {
            let whole = rest.split("</form>").next().unwrap_or_default();
            let (tag, inside) = whole.split_once('>').unwrap_or((whole, ""));
            let action = attribute(tag, "action").unwrap_or_else(|| path.to_owned());
            Form {
                action,
                method: attribute(tag, "method").unwrap_or_else(|| "get".to_owned()),
                takes_files: tag.contains("multipart/form-data"),
                fields: fields(inside),
            }
        })
        .collect()
}

fn fields(html: &str) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for (place, _) in html.match_indices('<') {
        let rest = &html[place + 1..];
        let (tag, after) = rest.split_once('>').unwrap_or((rest, ""));
        let word = tag.split_ascii_whitespace().next().unwrap_or_default();
        let Some(name) = attribute(tag, "name") else {
            if let ("option", Some(select)) = (word, fields.last_mut())
                && select.kind == "select"
                && (select.value.is_empty() || tag.contains(" selected"))
            {
                select.value = attribute(tag, "value").unwrap_or_default();
            }
            continue;
        };
        let text = after.split("</textarea").next().unwrap_or_default();
        let (kind, value) = match word {
            "input" | "button" => (attribute(tag, "type"), attribute(tag, "value")),
            "textarea" => (Some("textarea".to_owned()), Some(plain(text))),
            "select" => (Some("select".to_owned()), None),
            _ => continue,
        };
        let kind = kind.unwrap_or_default();
        // Of radio buttons one is chosen.
        if kind == "radio" && fields.iter().any(|field| field.name == name) {
            continue;
        }
        let value = value.unwrap_or_default();
        fields.push(Field { name, kind, value });
    }
    fields
}

/// The value of an attribute.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(plain(rest.split('"').next()?))
}

/// Text with its references resolved.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut parts = html.split('&');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (reference, rest) = part.split_once(';').unwrap_or(("", part));
        let number = reference.strip_prefix('#').and_then(|one| one.parse().ok());
        match (number.and_then(char::from_u32), reference) {
            (Some(character), _) => text.push(character),
            (None, "lt") => text.push('<'),
            (None, "gt") => text.push('>'),
            (None, "quot") => text.push('"'),
            (None, _) => text.push('&'),
        }
        text.push_str(rest);
    }
    text
}
