//! What a contract covers, line by line.

use domain::catalog::{Catalog, Delivery};
use domain::offer::{ChargeRule, Offer, ProductSet};
use domain::response::Severity;
use words::Words;

/// What the offer covers: a heading with its words.
pub(super) fn covers(w: &Words, catalog: &Catalog, offer: &Offer) -> Vec<(&'static str, String)> {
    let (language, coverage) = (w.language().code(), &offer.coverage);
    let products = match &coverage.products {
        ProductSet::All => w.contract_covers_all_products().to_owned(),
        ProductSet::Listed { products, families } => {
            let products = products
                .iter()
                .filter_map(|key| catalog.product(key.as_str()))
                .map(|one| &one.name);
            let families = catalog
                .families
                .iter()
                .filter(|one| families.contains(&one.key))
                .map(|one| &one.name);
            let names: Vec<&str> = families
                .chain(products)
                .map(|name| name.in_language(language))
                .collect();
            w.list(&names)
        }
    };
    let versions = match coverage.releases_behind {
        Some(_) => w.contract_covers_current_previous(),
        None => w.contract_covers_supported(),
    };
    let deliveries =
        [Delivery::OnPremises, Delivery::Cloud].map(|one| coverage.deliveries.contains(&one));
    let delivery = match deliveries {
        [true, false] => w.contract_covers_on_premises(),
        [false, true] => w.contract_covers_cloud(),
        _ => w.contract_covers_both(),
    };
    let use_ = if coverage.production {
        w.contract_covers_production()
    } else {
        w.contract_covers_non_production()
    };
    let regions: Vec<&str> = catalog
        .regions
        .iter()
        .filter(|region| coverage.regions.contains(&region.key))
        .map(|region| region.name.in_language(language))
        .collect();
    let regions = if regions.is_empty() {
        w.contract_covers_all_regions().to_owned()
    } else {
        w.list(&regions)
    };
    let charge = match offer.charge {
        ChargeRule::Submit => w.contract_covers_charge_submit(),
        ChargeRule::Accept => w.contract_covers_charge_accept(),
        ChargeRule::Resolve => w.contract_covers_charge_resolve(),
    };
    let severities: Vec<&str> = offer
        .targets
        .iter()
        .map(|target| severity(w, target.severity))
        .collect();
    vec![
        (w.contract_covers_products(), products),
        (w.contract_covers_versions(), versions.to_owned()),
        (w.contract_covers_delivery(), delivery.to_owned()),
        (w.contract_covers_use(), use_.to_owned()),
        (w.contract_covers_region(), regions),
        (w.contract_covers_severities(), w.list(&severities)),
        (w.contract_covers_charge(), charge.to_owned()),
    ]
}

fn severity(w: &Words, severity: Severity) -> &'static str {
    match severity {
        Severity::A => w.severity_a(),
        Severity::B => w.severity_b(),
        Severity::C => w.severity_c(),
    }
}
