//! Signatures of every form, by one, two and three people: on the page, in Word, and where
//! a program that signs finds them.

mod support;

use baocao::dossier::{Dossier, Envelope};
use baocao::export::{Format, Standard};
use baocao::{Office, Printed};
use support::cases::{self, office};
use support::sheet::Sheet;
use support::text;

/// The lines over a name, and what stands on the page: in which capacity somebody signs.
const FORMS: [(&str, &[&str]); 6] = [
    (
        "{on_behalf: TM. BAN CHẤP HÀNH, post: CHỦ TỊCH, name: Lê Văn An}",
        &["TM. BAN CHẤP HÀNH", "CHỦ TỊCH"],
    ),
    (
        "{on_behalf: [TM. BAN CHẤP HÀNH, KT. CHỦ TỊCH], post: PHÓ CHỦ TỊCH, name: Lê Văn An}",
        &["TM. BAN CHẤP HÀNH", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    ),
    (
        "{on_behalf: TL. CHỦ TỊCH, post: CHÁNH VĂN PHÒNG, name: Lê Văn An}",
        &["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"],
    ),
    (
        "{on_behalf: TUQ. CHỦ TỊCH, post: TRƯỞNG BAN TỔ CHỨC, name: Lê Văn An}",
        &["TUQ. CHỦ TỊCH", "TRƯỞNG BAN TỔ CHỨC"],
    ),
    (
        "{on_behalf: TM. BAN CHẤP HÀNH, post: Q. CHỦ TỊCH, name: Lê Văn An}",
        &["TM. BAN CHẤP HÀNH", "Q. CHỦ TỊCH"],
    ),
    ("{on_behalf: [], post: NGƯỜI LẬP, name: Lê Văn An}", &["NGƯỜI LẬP"]),
];

fn dossier(office: &Office, name: &str, paper: &str, signed: &str) -> Dossier {
    let path = cases::fixtures().into_iter().find(|path| cases::stem(path) == name);
    let loaded = cases::load(office, &path.expect(name));
    let mut dossier = loaded.dossier().expect(name).clone();
    let signed: Envelope = serde_yaml::from_str(signed).expect(signed);
    for (id, envelope) in &mut dossier.papers.0 {
        if id == paper {
            envelope.signature = signed.signature.clone();
            envelope.cosigners = signed.cosigners.clone();
        }
    }
    dossier
}

fn printed(office: &Office, dossier: &Dossier, paper: &str) -> Printed {
    let paper = office.papers().find(paper).expect(paper);
    let rendered = office.render(dossier, paper).expect("rendered");
    let formats = [Format::Pdf, Format::Docx, Format::Txt];
    office.print(&rendered, &formats, Standard::default()).expect("printed")
}

fn lines(sheet: &Sheet, roles: &[&str]) -> Vec<String> {
    let all = roles.iter().flat_map(|role| sheet.lines(role));
    all.map(|line| text::fold(&line.text())).collect()
}

#[test]
fn every_form_stands_over_the_name() {
    let office = office();
    for (form, expected) in FORMS {
        let signed = format!("signature: {form}");
        let dossier = dossier(&office, "dh-det-gan-tong-ket-2026", "annual_report", &signed);
        let printed = printed(&office, &dossier, "annual_report");
        let pages = printed.pages.as_ref().expect("pages");
        let sheet = Sheet::of(pages.document());
        let mut over = lines(&sheet, &["on-behalf", "post"]);
        if form.contains("on_behalf: []") {
            // Without a line of its own a paper is the committee's.
            assert_eq!(over.remove(0), "TM. BAN CHẤP HÀNH", "{form}");
        }
        assert_eq!(over, expected, "{form}");
        assert_eq!(lines(&sheet, &["signer-name"]), ["Lê Văn An"], "{form}");
        let places = pages.signing();
        assert_eq!(places.len(), 1, "{form}");
        assert!(places[0].seal.is_some());
        let plain = printed.files.iter().find(|file| file.format == Format::Txt).expect("a text");
        let plain = text::fold(std::str::from_utf8(&plain.bytes).expect("UTF-8"));
        let told = [expected, &["Lê Văn An"]].concat().join(" ");
        assert!(plain.contains(&told), "{told} isn't in {plain}");
    }
}

#[test]
fn the_party_signs_in_its_own_way() {
    let office = office();
    let signed = "signature: {on_behalf: T/M CHI BỘ, post: BÍ THƯ, name: Lê Văn An}";
    let name = "tk-chi-bo-minh-hoa-2026";
    let dossier = dossier(&office, name, "party_annual_report", signed);
    let printed = printed(&office, &dossier, "party_annual_report");
    let sheet = Sheet::of(printed.pages.as_ref().expect("pages").document());
    assert_eq!(lines(&sheet, &["on-behalf", "post"]), ["T/M CHI BỘ", "BÍ THƯ"]);
}

#[test]
fn two_and_three_sign_side_by_side() {
    let office = office();
    let last = "{on_behalf: TM. BAN CHẤP HÀNH, post: CHỦ TỊCH, name: Lê Văn An}";
    let others = ["{post: KẾ TOÁN, name: Vũ Thị Bình}", "{post: NGƯỜI LẬP, name: Hà Văn Cảnh}"];
    for count in [1, 2] {
        let signed = format!("signature: {last}\ncosigners: [{}]", others[..count].join(", "));
        let dossier = dossier(&office, "dh-det-gan-tong-ket-2026", "annual_report", &signed);
        let printed = printed(&office, &dossier, "annual_report");
        let pages = printed.pages.as_ref().expect("pages");
        let sheet = Sheet::of(pages.document());
        let names = sheet.lines("left-name");
        let own = sheet.lines("signer-name").pop().expect("a name");
        let starts: Vec<f64> = names.iter().chain([&own]).map(|line| line.left).collect();
        assert!(starts.is_sorted(), "{starts:?}");
        assert!(names.iter().all(|name| (name.baseline - own.baseline).abs() < 0.5));
        let title = sheet.lines("recipients-title").pop().expect("recipients");
        assert!(title.top() > own.bottom(), "recipients stand below");
        // A place for each, one beside the other, the seal where the last signs.
        let places = pages.signing();
        assert_eq!(places.len(), count + 1);
        for pair in places.windows(2) {
            assert_eq!(pair[0].page, pair[1].page);
            assert!(pair[0].signature[2] <= pair[1].signature[0] + 0.1, "{places:?}");
        }
        let sealed: Vec<bool> = places.iter().map(|place| place.seal.is_some()).collect();
        assert_eq!(sealed, [vec![false; count], vec![true]].concat());
        let place = places.last().expect("a place");
        let [left, bottom, right, top] = place.signature;
        let page = pages.document().pages()[place.page - 1].frame.size();
        assert!(left < right && bottom < top && right < page.x.to_pt() && top < page.y.to_pt());
        // The name stands right below it, on its axis.
        let height = page.y.to_pt();
        assert!((height - own.top() - bottom).abs() < 1.0);
        assert!(((left + right) / 2.0 - own.centre()).abs() < 1.0);
        let seal = place.seal.expect("the last one's");
        assert!(seal[0] < left && seal[2] > left && seal[2] < right);
    }
}
