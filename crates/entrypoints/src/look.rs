//! The installation's own colours and picture, as answers that a browser keeps for ever: their addresses say what is in
//! them.

use actions::look::{self, Logo, Look};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::look::{Accent, Theme};

use crate::answer::{Halt, Page};
use crate::app::App;
use crate::frame::Picture;

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// The routes of what every page wears.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/look/colours/{name}", get(style_sheet))
        .route("/look/logo/{hash}", get(logo))
}

/// The address of the style sheet with the colours of `look`; nothing where they are the usual ones.
pub(crate) fn colours(look: &Look) -> Option<String> {
    let chosen = look.light.or(look.dark).is_some();
    let [light, dark] = [
        look.light.unwrap_or_else(|| Theme::Light.usual()),
        look.dark.unwrap_or_else(|| Theme::Dark.usual()),
    ];
    let digits = |accent: Accent| accent.colour().to_string().replace('#', "");
    chosen.then(|| format!("/look/colours/{}-{}.css", digits(light), digits(dark)))
}

/// The picture as pages show it.
pub(crate) fn picture(logo: &Logo) -> Picture {
    Picture {
        href: format!("/look/logo/{}", logo.hash),
        width: logo.image.width,
        height: logo.image.height,
    }
}

/// The colours that the address names, as long as they can be read.
async fn style_sheet(Path(name): Path<String>) -> Page {
    let missing = || Halt::Bare(StatusCode::NOT_FOUND);
    let both = name
        .strip_suffix(".css")
        .and_then(|name| name.split_once('-'));
    let (light, dark) = both.ok_or_else(missing)?;
    let accent = |theme, digits: &str| Accent::parse(theme, &format!("#{digits}"));
    let light = accent(Theme::Light, light).map_err(|_| missing())?;
    let dark = accent(Theme::Dark, dark).map_err(|_| missing())?;
    Ok(kept("text/css; charset=utf-8", styles(light, dark)))
}

fn styles(light: Accent, dark: Accent) -> String {
    let tokens = [
        ("accent", light.colour(), dark.colour()),
        ("accent-strong", light.strong(), dark.strong()),
        ("accent-soft", light.soft(), dark.soft()),
        ("button", light.colour(), dark.colour()),
        ("button-hover", light.strong(), dark.strong()),
    ];
    let lines =
        tokens.map(|(name, light, dark)| format!("  --k-{name}: light-dark({light}, {dark});\n"));
    format!(":root {{\n{}}}\n", lines.concat())
}

async fn logo(State(app): State<App>, Path(hash): Path<String>) -> Page {
    let logo = look::logo_called(&app.house, &hash).await?;
    let logo = logo.ok_or(Halt::Bare(StatusCode::NOT_FOUND))?;
    Ok(kept(logo.image.kind.media_type(), logo.image.bytes))
}

fn kept(kind: &'static str, body: impl IntoResponse) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, FOR_EVER),
    ];
    (headers, body).into_response()
}

#[cfg(test)]
mod tests {
    use actions::look::Look;
    use domain::look::{Accent, Theme};

    use super::{colours, styles};

    #[test]
    fn the_address_says_what_is_in_the_style_sheet() {
        assert_eq!(colours(&Look::default()), None);
        let light = Accent::parse(Theme::Light, "#7a1fa2").expect("an accent");
        let look = Look {
            light: Some(light),
            ..Look::default()
        };
        let address = colours(&look).expect("an address");
        assert_eq!(address, "/look/colours/7a1fa2-8cc0ff.css");
        let styles = styles(light, Theme::Dark.usual());
        assert!(
            styles.contains("--k-accent: light-dark(#7a1fa2, #8cc0ff);"),
            "{styles}"
        );
    }
}
