"""Tickets at which a person would ask, with the little that may be read of them."""

# A person would ask here too; whatever is read has to be what was meant.
TRAPS: tuple[tuple[str, dict[str, str]], ...] = (
    ("Requirement,proposal and timeline are attached.", {}),
    ("Requirement,proposal,timeline,type\nPrint,HP,6 months,Drivers", {}),
    ("**Timeline** of the project is open.\n\n**Proposal** as discussed.", {}),
    ("We have a\nsolution: the driver. The duration: 3 weeks a scan.", {}),
    (
        "Exemption type: Drivers\nRequirement: users need a\nsolution: none exists\nProposal: "
        "vendor driver",
        {
            "type": "Drivers",
            "requirement": "users need a solution: none exists",
            "proposal": "vendor driver",
        },
    ),
    ("Please state exemption type, requirement, proposal and timeline: thank you", {}),
    ("We need Adobe.", {}),
    (
        "Exemption type: Drivers\nRequirement: the scanners fail. Solution: none so "
        "far.\nTimeline: 12 months",
        {
            "type": "Drivers",
            "requirement": "the scanners fail. Solution: none so far.",
            "timeline": "12 months",
        },
    ),
    (
        "Exemption type: Drivers\nTimeline: 12 months\nRegards\nJana\nProposal: Design AG",
        {"type": "Drivers", "timeline": "12 months"},
    ),
    ("Timeline\nof our project: unknown. Requirement\nis high", {}),
    ("> Timeline: 6 months\nfor us 12 months", {}),
    (
        "The proposal: they said no. In their requirement: nothing.",
        {"proposal": "they said no. In their requirement: nothing."},
    ),
    (
        "Requirement: we told them our\nproposal: they said no\nTimeline: 12 months",
        {"requirement": "we told them our\nproposal: they said no", "timeline": "12 months"},
    ),
    (
        "Exemption type: Drivers\nRequirement: without the\nsolution: nothing works\nTimeline: 12 "
        "months",
        {
            "type": "Drivers",
            "requirement": "without the\nsolution: nothing works",
            "timeline": "12 months",
        },
    ),
    (
        "Ausnahmetyp: Drivers\nAnforderung: es gibt keine\nLösung: der Hersteller "
        "schweigt\nZeitraum: 12 Monate",
        {
            "type": "Drivers",
            "requirement": "es gibt keine\nLösung: der Hersteller schweigt",
            "timeline": "12 Monate",
        },
    ),
    (
        "Type d'exemption : Drivers\nExigence : nous n'avons pas de\nsolution : rien\nDurée : 12 "
        "mois",
        {
            "type": "Drivers",
            "requirement": "nous n'avons pas de\nsolution : rien",
            "timeline": "12 mois",
        },
    ),
    (
        "Requirement: our Proposal: refused\nTimeline: 12 months",
        {"requirement": "our Proposal: refused", "timeline": "12 months"},
    ),
    (
        "Requirement: see the Timeline: it is short",
        {"requirement": "see the Timeline: it is short"},
    ),
    ("Timeline: 12 months Requirement: print", {"timeline": "12 months Requirement: print"}),
    ("Requirement: print labels proposal: none", {"requirement": "print labels proposal: none"}),
    ("We ask: Requirement: print labels Proposal: vendor driver", {}),
    (
        "Exemption type: Drivers\nTimeline > 12 months",
        {"type": "Drivers", "timeline": "> 12 months"},
    ),
    (
        "Timeline: 12 months\nRequirement: thanks to the scanners\nMerci de nous aider: elle est "
        "morte",
        {
            "timeline": "12 months",
            "requirement": "thanks to the scanners\nMerci de nous aider: elle est morte",
        },
    ),
    (
        "Timeline: 12 months\nRequirement: print\nKindly install the driver\nDank der Treiber geht "
        "es",
        {
            "timeline": "12 months",
            "requirement": "print\nKindly install the driver\nDank der Treiber geht es",
        },
    ),
    (
        "Exemption type: Drivers\nRequirement: print\nProposal: open\nDevices > Printers\nTimeline "
        ">= 12 months",
        {
            "type": "Drivers",
            "requirement": "print",
            "proposal": "open\nDevices > Printers",
            "timeline": ">= 12 months",
        },
    ),
    (
        "Exemption type: Drivers\nRequirement: it fails as every\nsolution: so far\nTimeline: 12 "
        "months",
        {
            "type": "Drivers",
            "requirement": "it fails as every\nsolution: so far",
            "timeline": "12 months",
        },
    ),
    (
        "Requirement: print with version 4.1. Proposal: driver 7.2. Timeline: 12 months",
        {
            "requirement": "print with version 4.1",
            "proposal": "driver 7.2",
            "timeline": "12 months",
        },
    ),
)
