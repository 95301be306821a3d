//! Units of fields in which only a number was typed: `members: 412` is 412 đoàn viên.
//!
//! Sentences print the unit, so a bare number would leave a gap in them.

use super::{Amount, AttendedBy, Dossier, FigureDetail, Quantity};

/// Gives the unit to bare numbers of fields that count one thing only.
pub(super) fn name_units(dossier: &mut Dossier) {
    let congress = dossier.congress.as_ref();
    let everyone = congress.is_some_and(|c| c.attended_by == Some(AttendedBy::Everyone));
    let attendees = if everyone { "đoàn viên" } else { "đại biểu" };
    let membership = &mut dossier.membership;
    for (figure, unit) in [
        (&mut membership.members, "đoàn viên"),
        (&mut membership.women, "đoàn viên"),
        (&mut membership.employees, "người"),
        (&mut membership.party_members, "đảng viên"),
    ] {
        if let Some(figure) = figure {
            name_unit_of_figure(&mut figure.0, unit);
        }
    }
    if let Some(attendance) = &mut dossier.attendance {
        for count in [&mut attendance.called, &mut attendance.present, &mut attendance.absent] {
            name_unit(count, attendees);
        }
    }
    for election in &mut dossier.elections {
        for count in [
            &mut election.seats,
            &mut election.elected,
            &mut election.official,
            &mut election.alternate,
        ] {
            name_unit(count, "đồng chí");
        }
    }
}

fn name_unit_of_figure(figure: &mut FigureDetail, unit: &str) {
    for quantity in [&mut figure.value, &mut figure.assigned, &mut figure.prior] {
        name_unit(quantity, unit);
    }
}

fn name_unit(quantity: &mut Option<Quantity>, unit: &str) {
    let Some(quantity) = quantity.as_mut() else { return };
    // A fraction of people is a mistake, which is reported as it was typed.
    let counts = match &quantity.amount {
        Amount::Number(number) => number.is_whole(),
        Amount::Range(..) | Amount::Ratio(..) => true,
        Amount::Words(_) | Amount::None => false,
    };
    if counts && !quantity.percent && quantity.unit.is_empty() {
        quantity.unit = unit.to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_number_counts_what_its_field_counts() {
        let yaml = "membership: {members: '240', women: {value: '96', prior: '90'}, employees: 251 lao động, \
                    party_members: không}\nattendance: {present: 88/90}\n\
                    congress: {attended_by: đại biểu}\nelections: [{official: '5', alternate: 12%}]\n";
        let mut dossier: Dossier = serde_yaml::from_str(yaml).expect("a dossier");
        name_units(&mut dossier);
        let m = &dossier.membership;
        let told = |q: &Option<Quantity>| q.as_ref().map(Quantity::to_text).unwrap_or_default();
        let value = |f: &Option<super::super::Figure>| {
            f.as_ref().map(|f| told(&f.value)).unwrap_or_default()
        };
        assert_eq!(value(&m.members), "240 đoàn viên");
        assert_eq!(value(&m.women), "96 đoàn viên");
        assert_eq!(m.women.as_ref().map(|f| told(&f.prior)).as_deref(), Some("90 đoàn viên"));
        assert_eq!(value(&m.employees), "251 lao động");
        assert_eq!(value(&m.party_members), "không");
        let present = dossier.attendance.as_ref().map(|a| told(&a.present));
        assert_eq!(present.as_deref(), Some("88/90 đại biểu"));
        assert_eq!(told(&dossier.elections[0].official), "5 đồng chí");
        assert_eq!(told(&dossier.elections[0].alternate), "12%");
    }
}
