/// A planted effect that can be left out, so that a test can see its finding vanish.
public enum DemoEffect: String, CaseIterable, Sendable {
  /// What the call of the experiment does to support.
  case persuasion
  /// Who likes which star, and the kinds of event that they prefer.
  case cohorts
  /// How themes wear out in e-mail.
  case fatigue
  /// Who gives, and how often: without it one flat rate for every adult.
  case giving
}
