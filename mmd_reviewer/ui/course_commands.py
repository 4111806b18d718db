"""The commands of the revocation course: each works on the case shown, in whatever view it is."""

from __future__ import annotations

from mmd_reviewer.ui.action_spec import ActionSpec

A = ActionSpec

COURSE: tuple[ActionSpec, ...] = (
    A("course.revoke", "Revoke…", ("Ctrl+Shift+R",), "triangle-alert", menu="Case", help="revocation",
      hint="prepares it; the first notice starts the clock"),
    A("course.ground", "Add a ground to the revocation…", (), "plus", menu="Case", help="revocation",
      hint="the next notice carries it"),
    A("course.retime", "Change the deadline…", ("Ctrl+Shift+D",), "calendar-clock", menu="Case", help="revocation",
      hint="its letter names the old and the new day"),
    A("course.appeal", "Appeal…", ("Ctrl+Shift+A",), "flag", menu="Case", help="appeal",
      hint="at any time from the first notice on"),
    A("course.outcome", "Outcome of the appeal…", ("Ctrl+Shift+O",), "check", menu="Case", help="appeal",
      hint="stands, withdrawn, varied, taken back"),
    A("course.withdraw", "Withdraw the revocation…", (), "undo-2", menu="Case", help="revocation",
      hint="the exemption is in force again"),
    A("course.removal", "Removal confirmed…", ("Ctrl+Shift+M",), "laptop", menu="Case", help="cover",
      hint="devices no longer carry it"),
    A("course.consent", "Record consent…", (), "check", menu="Case", help="cover",
      hint="to a removal by the service"),
    A("course.found", "Found again…", (), "search", menu="Case", help="cover", hint="a device carries it again"),
    A("course.reinstate", "Reinstate cover…", (), "rotate-ccw", menu="Case", help="cover",
      hint="after a removal that came late"),
    A("course.elsewhere", "Notice sent elsewhere…", (), "history", menu="Letters", help="revocation",
      hint="given before this program was used"),
    A("course.dispatch", "Record dispatch…", ("Ctrl+R",), "check", menu="Letters", help="letters",
      hint="starts the clock, or closes the entry"),
    A("course.extends", "Asks to extend another case…", (), "link", menu="Case", help="extension",
      hint="its period starts the day after the other’s end"),
    A("course.letter", "Letters of the case", ("Ctrl+L",), "file-text", menu="Letters", help="letters",
      hint="what it calls for now, and those issued"),
    A("letters.waiting", "Letters to dispatch…", (), "list", menu="Letters", help="letters",
      hint="issued, dispatch not recorded"),
    A("file.region", "Holidays of a region…", (), "calendar-days", menu="File", help="calendar",
      hint="marked in the calendar, nothing moves"),
    A("course.evidence", "Evidence…", ("Ctrl+E",), "paperclip", menu="Case", help="evidence",
      hint="files of the case"),
    A("course.device", "Cover of a device…", ("Ctrl+Shift+V",), "laptop", menu="Calendar", help="cover",
      hint="across all exemptions, on any day"),
    A("letters.batch", "Print batch…", ("Ctrl+Shift+B",), "printer", menu="Letters", help="batch",
      hint="due notices and letters in one file"),
    A("file.editions", "Editions…", (), "layers", menu="File", help="editions",
      hint="announce, publish, impact"),
)  # fmt: skip
