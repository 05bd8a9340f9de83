//! What every handler shares.

use std::sync::Arc;

use actions::House;
use domain::account::{Caller, Person, Role};
use domain::policy;
use domain::time::Moment;
use web_kit::csrf;
use web_kit::host::Site;
use web_kit::passkey::Passkeys;
use web_kit::session::CookiePolicy;

use crate::admin::Decided;
use crate::frame::{Frame, Reader, Theme};
use crate::look;
use crate::orders::Buying;
use crate::portal::{Demo, SignInProvider};
use crate::visit::Asked;

/// Tells the time. The binary's reads the system's clock; a test's stands where it is put.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// What a house can begin with instead of nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Examples {
    /// Products, plans, calendars, regions and articles.
    Catalogue,
    /// These, and people, organisations, contracts and requests, all of them invented.
    World,
}

/// Begins to load examples. It takes longer than a page may wait.
pub type LoadExamples = Arc<dyn Fn(Examples) + Send + Sync>;

/// What the operator decides about the pages.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The product's name on every page and letter.
    pub name: String,
    /// Whether all data is invented: one-click sign-ins and readable letters, on a loopback listener only.
    pub demo: bool,
}

/// The state of the portal.
#[derive(Clone)]
pub struct App {
    /// What actions work with.
    pub house: Arc<House>,
    /// The address the portal is reached at.
    pub site: Arc<Site>,
    /// What the operator decided.
    pub settings: Arc<Settings>,
    /// Tells the time.
    pub clock: Clock,
    pub(crate) cookies: CookiePolicy,
    pub(crate) csrf: Arc<csrf::Key>,
    pub(crate) passkeys: Option<Arc<Passkeys>>,
    pub(crate) providers: Arc<Vec<SignInProvider>>,
    pub(crate) demo: Arc<Demo>,
    pub(crate) buying: Arc<Buying>,
    pub(crate) examples: Option<LoadExamples>,
    contact: Arc<str>,
    pub(crate) decided: Arc<Vec<Decided>>,
}

impl App {
    /// A portal over `house`.
    pub fn new(house: Arc<House>, site: Site, settings: Settings, clock: Clock) -> Self {
        let cookies = CookiePolicy::of(site.base());
        let csrf = Arc::new(csrf::Key::new(house.derived_key("forms")));
        // Passkeys need a domain name: a portal at an IP address has none.
        let passkeys = Passkeys::new(site.base(), &settings.name)
            .ok()
            .map(Arc::new);
        Self {
            house,
            site: Arc::new(site),
            settings: Arc::new(settings),
            clock,
            cookies,
            csrf,
            passkeys,
            providers: Arc::default(),
            demo: Arc::default(),
            buying: Arc::default(),
            examples: None,
            contact: Arc::default(),
            decided: Arc::default(),
        }
    }

    /// The same, with buttons for these providers on the sign-in page.
    #[must_use]
    pub fn with_providers(self, providers: Vec<SignInProvider>) -> Self {
        Self {
            providers: Arc::new(providers),
            ..self
        }
    }

    /// The same, with these people and ID pairs to try; they are shown in demo mode only.
    #[must_use]
    pub fn with_demo(self, demo: Demo) -> Self {
        Self {
            demo: Arc::new(demo),
            ..self
        }
    }

    /// The same, with these ways to pay for what is bought; without any, buying is off.
    #[must_use]
    pub fn with_buying(self, buying: Buying) -> Self {
        Self {
            buying: Arc::new(buying),
            ..self
        }
    }

    /// The same, with examples to begin with.
    #[must_use]
    pub fn with_examples(self, load: LoadExamples) -> Self {
        Self {
            examples: Some(load),
            ..self
        }
    }

    /// The same, with the address that people turn to.
    #[must_use]
    pub fn with_contact(self, contact: &str) -> Self {
        Self {
            contact: contact.into(),
            ..self
        }
    }

    /// The same, with what the operator decided, for administrators to see.
    #[must_use]
    pub fn with_decided(self, decided: Vec<Decided>) -> Self {
        Self {
            decided: Arc::new(decided),
            ..self
        }
    }

    /// The product's name on every page and letter: an administrator's word, else the operator's.
    pub(crate) fn name(&self) -> String {
        let chosen = self.house.settings().name.clone();
        chosen.unwrap_or_else(|| self.settings.name.clone())
    }

    /// The address that people turn to: an administrator's word, else the operator's; empty where there is none.
    pub(crate) fn contact(&self) -> String {
        match &self.house.settings().contact {
            Some(chosen) => chosen.as_str().to_owned(),
            None => self.contact.to_string(),
        }
    }

    /// A key that names one submission: sent again, it gets the same answer.
    pub(crate) fn one_time_key(&self) -> String {
        let bytes: [u8; 16] = self.house.random();
        format!("{:032x}", u128::from_be_bytes(bytes))
    }

    /// The frame of a page for whoever `caller` is.
    pub(crate) fn frame(&self, asked: &Asked, caller: &Caller) -> Frame {
        let (person, look) = (caller.person(), self.house.look());
        Frame {
            w: asked.words(person),
            app: self.name(),
            colours: look::colours(&look),
            logo: look.logo.as_ref().map(look::picture),
            address: asked.page.clone(),
            theme: person
                .and_then(|person| Theme::from_code(&person.theme))
                .unwrap_or(asked.theme),
            form_key: self.one_time_key(),
            csrf: self.csrf.token(asked.bound_to(), self.house.random()),
            reader: person.map(reader),
            notices: Vec::new(),
            is_demo: self.settings.demo,
        }
    }
}

impl Examples {
    /// What the word of a form stands for; nothing where the house begins empty.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        match code {
            "catalogue" => Some(Self::Catalogue),
            "world" => Some(Self::World),
            _ => None,
        }
    }
}

fn reader(person: &Person) -> Reader {
    Reader {
        name: person.name.clone(),
        email: person.email.clone(),
        works_at_desk: person.holds(&[Role::Engineer, Role::Supervisor]),
        tells_problems: person.holds(policy::KEEPERS),
        administers: person.holds(&[Role::Administrator]),
        uses_shortcuts: person.shortcuts,
    }
}

impl Theme {
    /// The theme remembered under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "auto" => Some(Self::Auto),
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }
}
