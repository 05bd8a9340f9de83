//! Markdown as HTML that may stand in a page: no script, no style, nothing from elsewhere.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// What a text may be made of. Images are not among it: they would be fetched from elsewhere.
const TAGS: [&str; 30] = [
    "a",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "sub",
    "sup",
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    let alerts = [
        "markdown-alert-note",
        "markdown-alert-tip",
        "markdown-alert-important",
        "markdown-alert-warning",
        "markdown-alert-caution",
    ];
    cleaner
        .tags(HashSet::from(TAGS))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .allowed_classes(HashMap::from([("blockquote", HashSet::from(alerts))]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"))
        .clean_content_tags(HashSet::from(["script", "style"]));
    cleaner
});

/// Renders a text of the house. Headings begin at the second level: the page has the first.
pub(crate) fn html(text: &str) -> String {
    clean(Parser::new_ext(text, OPTIONS))
}

/// Renders what a person wrote. What looks like HTML in it was meant to be read, so it is shown as it was typed.
pub(crate) fn written(text: &str) -> String {
    let block = || CodeBlockKind::Indented;
    clean(Parser::new_ext(text, OPTIONS).map(|event| match event {
        Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::CodeBlock(block())),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::CodeBlock),
        other => other,
    }))
}

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_GFM);

fn clean<'t>(events: impl Iterator<Item = Event<'t>>) -> String {
    let events = events.map(|event| match event {
        Event::Start(Tag::Heading {
            level: HeadingLevel::H1,
            id,
            classes,
            attrs,
        }) => Event::Start(Tag::Heading {
            level: HeadingLevel::H2,
            id,
            classes,
            attrs,
        }),
        Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
            Event::End(TagEnd::Heading(HeadingLevel::H2))
        }
        other => other,
    });
    let mut rendered = String::new();
    html::push_html(&mut rendered, events);
    CLEANER.clean(&rendered).to_string()
}

#[cfg(test)]
mod tests {
    use super::{html, written};

    #[test]
    fn what_could_act_is_taken_out() {
        for hostile in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "![pixel](https://example.com/p.gif)",
            "<p style=\"position:fixed\">x</p>",
            "[x](javascript:alert(1))",
            "<iframe src=\"https://example.com\"></iframe>",
            "<a href=\"data:text/html,x\">x</a>",
        ] {
            let clean = html(hostile);
            for bad in [
                "script",
                "onerror",
                "<img",
                "style=",
                "javascript:",
                "iframe",
                "data:",
            ] {
                assert!(!clean.contains(bad), "{hostile} became {clean}");
            }
        }
    }

    #[test]
    fn what_explains_stays() {
        assert_eq!(
            html("# A\n\n**b** `c`"),
            "<h2>A</h2>\n<p><strong>b</strong> <code>c</code></p>\n"
        );
        assert!(html("[x](https://example.com)").contains("href=\"https://example.com\""));
        assert!(html("> [!NOTE]\n> Read.").contains("markdown-alert-note"));
        assert!(html("|a|b|\n|-|-|\n|1|2|").contains("<table>"));
    }

    #[test]
    fn what_a_person_wrote_is_never_lost() {
        let block = written("<configuration>\n  <add key=\"x\"/>\n</configuration>");
        assert!(block.contains("&lt;add key="), "{block}");
        let inline = written("Use <b>this</b>, *not* <script>alert(1)</script>");
        assert!(
            inline.contains("&lt;b&gt;this") && inline.contains("<em>not</em>"),
            "{inline}"
        );
        assert!(
            inline.contains("&lt;script&gt;alert(1)&lt;/script&gt;"),
            "{inline}"
        );
    }
}
