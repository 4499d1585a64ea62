-- Row triggers do not see TRUNCATE, which would empty a history without a trace (invariant 5).
CREATE TRIGGER "case_event_no_truncate" BEFORE TRUNCATE ON "case_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewrite"();
CREATE TRIGGER "registry_entry_version_no_truncate" BEFORE TRUNCATE ON "registry_entry_version"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewrite"();
