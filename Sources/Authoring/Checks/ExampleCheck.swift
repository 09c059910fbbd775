import Answering
import Tables
import Text

/// Runs the files' own examples against all intents: every `Try` must lead to its intent, or its record, and every
/// `Not` elsewhere. A `Miss` is known to go wrong; one that goes right is worth a word.
public enum ExampleCheck {
  public static func run(_ examples: [Example], on catalogue: Catalogue) -> [Diagnostic] {
    var diagnostics = Diagnostics()
    for example in examples {
      let bot = Bot(catalogue: catalogue, conversationLimit: 2)
      let reply = bot.reply(
        to: Question(conversation: "check", text: example.text, language: example.language), now: 1)
      let problem = problem(example, reply, bot.recordsOfLastAnswer("check"), on: catalogue)
      switch (example.kind, problem) {
      case (.missed, nil):
        diagnostics.warning(
          example.place, "\"\(example.text)\" leads to \(example.intent) now; make it a \"Try\"")
      case (.missed, _), (_, nil): break
      case (_, let problem?): diagnostics.error(example.place, problem)
      }
    }
    return diagnostics.sorted
  }

  private static func problem(
    _ example: Example, _ reply: Reply, _ records: [String], on catalogue: Catalogue
  ) -> String? {
    let found = reply.intent ?? reply.outcome.rawValue
    let intents = records.compactMap { id in
      catalogue.record(id).map { catalogue[catalogue[$0].intent].id }
    }
    let target = example.record ?? example.intent
    let leads =
      if example.record == nil {
        (intents + [found]).contains(example.intent)
      } else {
        records.contains(target) || found == example.intent && found.hasPrefix("gap_")
      }
    if example.kind == .negative {
      return leads ? "\"\(example.text)\" must not lead to \(target), but does" : nil
    }
    if !leads {
      let instead = example.record == nil || records.isEmpty ? found : records.joined(separator: ", ")
      return "\"\(example.text)\" leads to \(instead), not to \(target)"
    }
    for (name, value) in example.expectations.sorted(by: { $0.key < $1.key }) {
      let slot = reply.slots.first { $0.name == name }?.value ?? "nothing"
      if slot != value, !isWithin(slot, value, catalogue) {
        return "\"\(example.text)\" fills \(name) with \(slot), not with \(value)"
      }
    }
    return nil
  }

  /// Whether a place lies in the one that was expected: more is known than was asked for.
  private static func isWithin(_ place: String, _ expected: String, _ catalogue: Catalogue) -> Bool {
    guard let place = catalogue.name(place), let expected = catalogue.name(expected) else { return false }
    return catalogue.ancestry(of: place).contains(expected)
  }
}
