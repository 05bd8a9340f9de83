//! What the layout around a page needs to know: every page's struct has a field `frame: Frame`.
//!
//! The components in `templates/macros/` read it too: the sentences they say themselves and the
//! address of the icons come from here.

use web_kit::assets;
use words::{Language, Words};

/// The frame of one page, for one reader.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Every sentence, in the reader's language.
    pub w: Words,
    /// The product's name, as the operator set it.
    pub app: String,
    /// The address of the style sheet with the installation's own colours, where it has some.
    pub colours: Option<String>,
    /// The picture beside the product's name, where the installation has one of its own.
    pub logo: Option<Picture>,
    /// Path and query of this page: where the language switch and signing in come back to.
    pub address: String,
    /// Light, dark, or as the device asks for.
    pub theme: Theme,
    /// The token that every form of this page carries.
    pub csrf: String,
    /// The one-time key of the forms of this page.
    pub form_key: String,
    /// Who is signed in.
    pub reader: Option<Reader>,
    /// What is said at the top of the page, once: "Your changes are saved."
    pub notices: Vec<Notice>,
    /// Whether all data is invented and the page has to say so.
    pub is_demo: bool,
}

/// A picture as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its address.
    pub href: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// The signed-in person, as far as the frame shows it.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each opens a line of the menu of its own"
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// What to call the person; empty until given.
    pub name: String,
    /// The proven e-mail address.
    pub email: String,
    /// Whether the desk is in the menu.
    pub works_at_desk: bool,
    /// Whether the known problems, the service centre and its orders are in the menu.
    pub tells_problems: bool,
    /// Whether the administration is in the menu.
    pub administers: bool,
    /// Whether the desk answers to single letters; the account page turns it off.
    pub uses_shortcuts: bool,
}

/// The colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device asks for.
    #[default]
    Auto,
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

/// A sentence at the top of the page about what has just happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// The ready sentence.
    pub sentence: String,
}

/// How a message is meant: its colour, its icon and its word follow from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It worked.
    Success,
    /// Think before you go on.
    Warning,
    /// Something is wrong.
    Danger,
}

/// One line of the main menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// What it says.
    pub label: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// Whether this page belongs to it.
    pub is_current: bool,
}

impl Frame {
    /// The address of a built asset: `app.css`, `app.js`, `icons.svg`.
    #[expect(
        clippy::unused_self,
        reason = "templates reach everything through the frame"
    )]
    pub fn asset(&self, name: &str) -> String {
        assets::asset_url(name)
    }

    /// The text of `<title>`. Where a form was refused it says so first.
    pub fn title(&self, title: impl AsRef<str>, is_refused: bool) -> String {
        let title = title.as_ref();
        if is_refused {
            self.w.page_title_with_errors(&self.app, title)
        } else {
            self.w.page_title(&self.app, title)
        }
    }

    /// The main menu of this reader, the current line marked: the rooms of the staff, or else those of everybody.
    pub fn menu(&self) -> Vec<MenuItem> {
        let rooms = self.staff_rooms();
        if rooms.is_empty() {
            self.lines(self.own_rooms())
        } else {
            self.lines(rooms)
        }
    }

    /// What staff find in a menu of its own beside theirs: the rooms of everybody. Empty for everybody else.
    pub fn own_menu(&self) -> Vec<MenuItem> {
        if self.staff_rooms().is_empty() {
            Vec::new()
        } else {
            self.lines(self.own_rooms())
        }
    }

    /// Whether this page belongs to a line of the menu beside that of the staff.
    pub fn is_in_own_menu(&self) -> bool {
        self.own_menu().iter().any(|item| item.is_current)
    }

    fn staff_rooms(&self) -> Vec<(&'static str, &'static str)> {
        let Some(reader) = &self.reader else {
            return Vec::new();
        };
        let desk = (self.w.frame_menu_desk(), "/desk");
        let centre = (self.w.service_centre_title(), "/service-centre");
        let problems = (self.w.known_problem_menu(), "/desk/problems");
        let orders = (self.w.order_menu(), "/service-centre/orders");
        let admin = (self.w.admin_title(), "/admin");
        let rooms = [
            reader.works_at_desk.then_some(desk),
            reader.tells_problems.then_some(centre),
            reader.tells_problems.then_some(problems),
            reader.tells_problems.then_some(orders),
            reader.administers.then_some(admin),
        ];
        rooms.into_iter().flatten().collect()
    }

    fn own_rooms(&self) -> Vec<(&'static str, &'static str)> {
        vec![
            (self.w.frame_menu_new_request(), "/requests/new"),
            (self.w.frame_menu_benefits(), "/benefits"),
            (self.w.frame_menu_requests(), "/requests"),
            (self.w.frame_menu_contracts(), "/contracts"),
            (self.w.frame_menu_cloud(), "/cloud"),
        ]
    }

    fn lines(&self, rooms: Vec<(&'static str, &'static str)>) -> Vec<MenuItem> {
        let here = self.menu_line();
        let line = |(label, href)| MenuItem {
            label,
            href,
            is_current: here == Some(href),
        };
        rooms.into_iter().map(line).collect()
    }

    /// Which line of the menu this page belongs to. A draft belongs to the new request.
    fn menu_line(&self) -> Option<&'static str> {
        let path = self.address.split('?').next().unwrap_or_default();
        [
            ("/requests/new", "/requests/new"),
            ("/requests/draft", "/requests/new"),
            ("/requests", "/requests"),
            ("/advisory", "/requests"),
            ("/program", "/requests"),
            ("/contracts", "/contracts"),
            ("/desk/problems", "/desk/problems"),
            ("/benefits", "/benefits"),
            ("/community", "/benefits"),
            ("/cloud", "/cloud"),
            ("/desk", "/desk"),
            ("/service-centre/orders", "/service-centre/orders"),
            ("/service-centre", "/service-centre"),
            ("/admin", "/admin"),
        ]
        .into_iter()
        .find(|(start, _)| {
            let rest = path.strip_prefix(start);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
        .map(|(_, href)| href)
    }

    /// Says at the top of the page what has just been done, where something has.
    pub fn tell(&mut self, done: Option<impl Into<String>>) {
        self.notices.extend(done.map(|sentence| Notice {
            tone: Tone::Success,
            sentence: sentence.into(),
        }));
    }

    /// The languages this page can be switched to.
    pub fn other_languages(&self) -> Vec<Language> {
        let spoken = self.w.language();
        let mut others = Language::ALL.to_vec();
        others.retain(|&language| language != spoken);
        others
    }
}

impl Reader {
    /// What the account menu is called: the name, or the address until there is one.
    pub fn label(&self) -> &str {
        if self.name.is_empty() {
            &self.email
        } else {
            &self.name
        }
    }

    /// At most two capital letters for the round mark beside the name.
    pub fn initials(&self) -> String {
        let words = self.label().split([' ', '-', '.', '@']);
        words
            .filter_map(|word| word.chars().find(|letter| letter.is_alphabetic()))
            .take(2)
            .flat_map(char::to_uppercase)
            .collect()
    }
}

impl Theme {
    /// The class of `<html>` that the style sheet knows it by.
    pub const fn class(self) -> &'static str {
        match self {
            Theme::Auto => "theme-auto",
            Theme::Light => "theme-light",
            Theme::Dark => "theme-dark",
        }
    }
}

impl Tone {
    /// The word of its CSS class: `success`.
    pub const fn code(self) -> &'static str {
        match self {
            Tone::Success => "success",
            Tone::Warning => "warning",
            Tone::Danger => "danger",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(address: &str) -> Frame {
        Frame {
            w: Words::of(Language::Sv),
            app: "Klippkort".into(),
            colours: None,
            logo: None,
            address: address.into(),
            theme: Theme::Auto,
            csrf: String::new(),
            form_key: String::new(),
            reader: None,
            notices: Vec::new(),
            is_demo: false,
        }
    }

    fn current(address: &str) -> Vec<&'static str> {
        let menu = frame(address).menu();
        let current = menu.iter().filter(|item| item.is_current);
        current.map(|item| item.href).collect()
    }

    #[test]
    fn a_page_lights_up_its_own_line_of_the_menu() {
        assert_eq!(current("/requests/draft/d_1/contract"), ["/requests/new"]);
        assert_eq!(current("/requests?status=open"), ["/requests"]);
        assert_eq!(current("/requests/INC-482019379"), ["/requests"]);
        assert_eq!(current("/contracts/c_7f3k"), ["/contracts"]);
        assert_eq!(current("/contractsomething"), [""; 0]);
        assert_eq!(current("/"), [""; 0]);
    }

    #[test]
    fn only_staff_see_the_desk() {
        let mut frame = frame("/desk");
        assert!(frame.menu().iter().all(|item| item.href != "/desk"));
        frame.reader = Some(Reader {
            name: String::new(),
            email: "agent@example.com".into(),
            works_at_desk: true,
            tells_problems: false,
            administers: false,
            uses_shortcuts: true,
        });
        assert!(frame.menu()[0].is_current);
    }

    #[test]
    fn staff_find_everybody_s_rooms_in_a_menu_beside_theirs() {
        let mut frame = frame("/requests");
        assert_eq!((frame.menu().len(), frame.own_menu()), (5, Vec::new()));
        frame.reader = Some(Reader {
            name: String::new(),
            email: "boss@example.com".into(),
            works_at_desk: true,
            tells_problems: true,
            administers: true,
            uses_shortcuts: true,
        });
        let (menu, own) = (frame.menu(), frame.own_menu());
        assert_eq!((menu.len(), own.len()), (5, 5));
        assert!(menu.iter().all(|item| !item.is_current));
        assert!(frame.is_in_own_menu() && own[2].is_current);
    }

    #[test]
    fn a_refused_form_says_so_in_the_title() {
        let frame = frame("/");
        assert_eq!(frame.title("Kontrakt", false), "Kontrakt – Klippkort");
        assert_eq!(frame.title("Kontrakt", true), "Fel: Kontrakt – Klippkort");
    }

    #[test]
    fn initials_come_from_the_name_or_the_address() {
        let mut reader = Reader {
            name: "Åsa-Lena Öberg Ek".into(),
            email: "asa@example.com".into(),
            works_at_desk: false,
            tells_problems: false,
            administers: false,
            uses_shortcuts: false,
        };
        assert_eq!(reader.initials(), "ÅL");
        reader.name.clear();
        assert_eq!(reader.initials(), "AE");
        assert_eq!(reader.label(), "asa@example.com");
    }
}
