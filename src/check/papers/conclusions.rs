//! Conclusions of a meeting (kết luận hội nghị): BC332.

use crate::diagnostic::{Code, Severity};
use crate::source::Path;

use crate::check::{Context, Findings, Rule};

pub(crate) const TASKS: Rule =
    Rule { code: Code::CONCLUDED_TASK, severity: Severity::Warning, citation: "", run: tasks };

/// Each task has an owner, and a deadline after the meeting.
fn tasks(context: &Context<'_>, found: &mut Findings) {
    let Some(conclusions) = &context.dossier.conclusions else { return };
    let met = context.dossier.event.as_ref().and_then(|event| event.date);
    let met = met.and_then(|date| date.last().whole());
    for (i, task) in conclusions.tasks.iter().enumerate() {
        let at = Path::root().key("conclusions").key("tasks").index(i);
        if task.owner.is_none() && task.task.is_some() {
            let message = "Nhiệm vụ chưa giao cho ai";
            let hint = "ghi owner: người hoặc đơn vị phụ trách";
            found.add(TASKS.broken_at(at.clone(), message).with_hint(hint));
        }
        let Some((due, met)) = task.by.and_then(|by| by.latest()).zip(met) else { continue };
        if due <= met {
            let message =
                format!("Hạn {:02}/{:02}/{} không sau ngày hội nghị", due.day, due.month, due.year);
            found.add(
                TASKS
                    .broken_at(at.key("by"), message)
                    .with_related(Path::root().key("event").key("date"), "hội nghị")
                    .with_hint("sửa hạn hoặc ngày hội nghị"),
            );
        }
    }
}
