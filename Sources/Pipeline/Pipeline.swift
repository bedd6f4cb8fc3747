// The stages, in the order in which data flows; start reading here.
//
//   Import     files → source.*, fec.*        good rows load, bad rows are set aside
//   Match      source.* → person.*            one human, one person_id
//   Features   person.* → feature.*           what was known of each person on a day
//   Fit        feature.* → model.*            a version, measured on people held out
//   Score      model.*, feature.* → score.*   one statement, next to the data
//   ListStage  score.*, person.* → list.*     who is listed, and why everyone else isn't
//   Backtest   all from Features to ListStage, as of earlier days, in a transaction rolled back
//   Contest    contest.entry → contest.*      who is drawn, so that anyone can replay it
//   Report     the ledger, fec.* → a page     one question, answered honestly
//
// Each is a value made from a `Workspace` (the campaign's folder and its database). Its `run` opens a
// connection under the stage's own role, does all its work in one transaction, and returns a
// `StageSummary`; it writes one schema and its own row in `run.run`. What it executes stands in
// `sql/<stage>/`, one statement a file, and what the campaign decides in the folder's definitions
// (`Definitions/`). Files appear whole or not at all (`Files/OutputFile`).
