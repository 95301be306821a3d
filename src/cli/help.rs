//! Help in Vietnamese, in two groups: for clerks and for administrators.

use std::fmt::Write;

use clap::Command;

/// Verbs of the second group.
const ADMIN_VERBS: [&str; 5] = ["manifest", "watch", "explain", "schema", "templates"];

const VERB: &str = "{about}

Cách dùng: {usage}

{all-args}";

const FOOT: &str = "\
Xem cách dùng của một lệnh: baocao <lệnh> --help. Trong ngoặc vuông là tên lệnh gõ không dấu.
Mã kết thúc: 0 xong; 1 có chỗ cần sửa hoặc có văn bản chưa xuất được; 2 lệnh không chạy được.";

/// Replaces clap's English help template for every command.
pub fn in_vietnamese(command: Command) -> Command {
    let mut groups = String::new();
    group(&mut groups, "Lệnh", &command, |name| !ADMIN_VERBS.contains(&name));
    group(&mut groups, "Dành cho người quản trị", &command, |name| {
        ADMIN_VERBS.contains(&name)
    });
    let template =
        format!("{{about}}\n\nCách dùng: {{usage}}\n\n{groups}Tùy chọn:\n{{options}}\n\n{FOOT}");
    let command = command.help_template(template);
    command.mut_subcommands(|verb| {
        if !verb.has_subcommands() {
            return verb.help_template(VERB);
        }
        let mut verbs = String::new();
        group(&mut verbs, "Lệnh", &verb, |_| true);
        let template =
            format!("{{about}}\n\nCách dùng: {{usage}}\n\n{verbs}Tùy chọn:\n{{options}}");
        verb.help_template(template).mut_subcommands(|verb| verb.help_template(VERB))
    })
}

/// One group of verbs with their names without diacritics, in columns.
fn group(out: &mut String, heading: &str, command: &Command, wanted: impl Fn(&str) -> bool) {
    let rows: Vec<(String, String)> = command
        .get_subcommands()
        .filter(|verb| wanted(verb.get_name()))
        .map(|verb| {
            let aliases: Vec<&str> = verb.get_all_aliases().collect();
            let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
            (format!("{} [{}]", verb.get_name(), aliases.join(", ")), about)
        })
        .collect();
    let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    // Writing to a String can't fail.
    let _ = writeln!(out, "{heading}:");
    for (name, about) in rows {
        let _ = writeln!(out, "  {name:width$}  {about}");
    }
    out.push('\n');
}
