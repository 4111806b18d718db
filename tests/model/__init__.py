"""An independent model of the rules, written from the rule book alone."""
