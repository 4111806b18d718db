"""MMD Reviewer: exemption requests reviewed, decided, answered by letter and, if need be, revoked.

    file ─► request ─► queue ─► assessment ─► decision ─► letter
                                                 │ approved, deployed, later a problem
                                                 ▼
                             revocation ─► notices ─► calendar     (appeal, retiming, removal act)

Each word of that line is a module, the same word in every layer. Imports point down:

    __main__      arguments → cli; none → ui
    ui | cli      the faces: show and ask, decide nothing. Only ui imports PySide6: shell/ frames
                  the views, a folder each; forms/ reviewing/ commands/ widgets/ look/ are what
                  they share, downwards. cli: a file a step holds words, options, function
    bootstrap     the only place where parts meet: settings → store → services; packing: packs
    services      the deeds, a function each; ports.py, surroundings.py: what they ask for; read/:
                  what the faces show and the files they make, without a toolkit
    store         facts, documents, projections (rows/, a file each); only here SQLAlchemy
    pdf           frozen letters drawn as PDF; only here ReportLab, HarfBuzz and the letters' fonts
    readers       files → draft requests and devices: good rows, and problems with row and column
    exports       files for other programs: XLSX, CSV, iCalendar, mail drafts
    wordings      the sentences of letters in every language, the user's own too; only here Babel
    print_system | signing   files to printers, by CUPS; files signed, only here pyHanko
    settings      how the window looks and behaves (TOML); never what a letter or date depends on
    paths | this_system   where resources and the user's data are; what only some systems can
    domain        the rules: standard library only, no clock, no file, no database

Facts are stored, state is derived: a case is an append-only line of facts (domain/fact.py), a Case
is their fold (case_fold.py), its state on a day a pure function of it (case_state.py). Everything
else in the store is a projection that can be dropped and made again to equality. To change a step
open its word: domain/revocation.py (the rule), services/revocation.py (the deed), ui/revocation/
and cli/revocation.py (the faces), tests/domain/test_revocation.py (the number, quoted). Constants
of the rules stand once, in domain; wordings and editions are data, in resources/.
"""

__version__ = "1.0.0"
