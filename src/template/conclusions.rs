//! Conclusions of the chair of a meeting (kết luận hội nghị).

use minijinja::Value;

use crate::dossier::{Conclusions, Dossier, Person, PlannedTask};
use crate::vietnamese::{capitalize_first, fold};

use super::people::pairs;
use super::values::{known, unknown};

/// The conclusions for templates: the person (`name`, `posts`), whether they chaired, and
/// `tasks` grouped by owner.
pub(super) fn value(dossier: &Dossier) -> Value {
    let Some(conclusions) = &dossier.conclusions else { return unknown() };
    let chair = dossier.attendance.as_ref().and_then(|a| a.chair.as_ref());
    let chair_name = chair.and_then(|chair| chair.name.as_deref());
    let name = conclusions.by.as_deref().or(chair_name);
    let posts = name.and_then(|name| person(dossier, name)).map(|person| &person.posts.0);
    let posts: Vec<Value> = posts.into_iter().flatten().map(|post| (&*post.0).into()).collect();
    let is = |a: &str, b: &str| fold(a) == fold(b);
    let chaired = name.zip(chair_name).is_some_and(|(name, chair)| is(name, chair));
    pairs(vec![
        ("name", known(name)),
        ("posts", posts.into()),
        ("chaired", chaired.into()),
        ("tasks", tasks(conclusions)),
    ])
}

/// An attendee of that name.
fn person<'a>(dossier: &'a Dossier, name: &str) -> Option<&'a Person> {
    let attendance = dossier.attendance.as_ref()?;
    let mut all = attendance.chair.iter().chain(&attendance.guests);
    all.find(|person| person.name.as_deref().is_some_and(|other| fold(other) == fold(name)))
}

/// The tasks grouped by owner, in the order in which owners are first named.
fn tasks(conclusions: &Conclusions) -> Value {
    let mut groups: Vec<(Option<&str>, Vec<&PlannedTask>)> = Vec::new();
    for task in &conclusions.tasks {
        let owner = task.owner.as_deref();
        match groups.iter_mut().find(|(of, _)| of.map(fold) == owner.map(fold)) {
            Some((_, tasks)) => tasks.push(task),
            None => groups.push((owner, vec![task])),
        }
    }
    let group = |(owner, tasks): (Option<&str>, Vec<&PlannedTask>)| {
        let tasks: Vec<Value> = tasks.into_iter().map(row).collect();
        pairs(vec![("owner", known(owner)), ("tasks", tasks.into())])
    };
    Value::from(groups.into_iter().map(group).collect::<Vec<_>>())
}

fn row(task: &PlannedTask) -> Value {
    pairs(vec![
        ("task", known(task.task.as_deref().map(capitalize_first))),
        ("with", known(task.with.as_deref())),
        ("by", known(task.by.map(|by| by.sentence()))),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_stand_by_who_is_to_do_them() {
        let yaml = "attendance: {chair: {name: An, posts: [Chủ tịch]}}\n\
            conclusions: {tasks: [{task: lập kế hoạch, owner: Tổ 1, by: 5/1/2027}, \
            {task: khảo sát, owner: Tổ 2}, {task: báo cáo, owner: tổ 1, with: Tổ 3}]}";
        let dossier: Dossier = serde_yaml::from_str(yaml).expect(yaml);
        let value = value(&dossier);
        let text = |value: &Value, key: &str| value.get_attr(key).expect(key).to_string();
        assert_eq!(text(&value, "name"), "An");
        assert!(value.get_attr("chaired").expect("chaired").is_true());
        let groups = value.get_attr("tasks").expect("tasks");
        let told: Vec<(String, usize)> = groups
            .try_iter()
            .expect("groups")
            .map(|group| {
                (text(&group, "owner"), group.get_attr("tasks").expect("tasks").len().unwrap_or(0))
            })
            .collect();
        assert_eq!(told, [("Tổ 1".to_owned(), 2), ("Tổ 2".to_owned(), 1)]);
    }
}
