"""The store: facts kept for ever, projections made from them. The only importer of SQLAlchemy."""
