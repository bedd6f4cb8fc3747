// The stages.
