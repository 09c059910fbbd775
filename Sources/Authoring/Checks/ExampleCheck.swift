import Answering
import Tables
import Text

/// Runs the files' own examples: every `Try` must lead to its intent, and its record, and every `Not` elsewhere.
public enum ExampleCheck {
  /// An example that went wrong.
  public struct Failure: Sendable {
    public var example: Example
    public var reply: Reply
    public var message: String

    public var line: String {
      "\(example.place.path):\(example.place.line):\(example.place.column): error: \(message)"
    }
  }

  public static func run(_ examples: [Example], on catalogue: Catalogue) -> [Failure] {
    examples.compactMap { example in
      let bot = Bot(catalogue: catalogue, conversationLimit: 2)
      let reply = bot.reply(
        to: Question(conversation: "check", text: example.text, language: example.language), now: 1)
      return problem(example, reply, bot.recordsOfLastAnswer("check"), on: catalogue).map {
        Failure(example: example, reply: reply, message: $0)
      }
    }
  }

  /// Whether a place lies in the one that was expected: more is known than was asked for.
  private static func isWithin(_ place: String, _ expected: String, _ catalogue: Catalogue) -> Bool {
    guard let place = catalogue.name(place), let expected = catalogue.name(expected) else { return false }
    return catalogue.ancestry(of: place).contains(expected)
  }

  private static func problem(
    _ example: Example, _ reply: Reply, _ records: [String], on catalogue: Catalogue
  ) -> String? {
    let found = reply.intent ?? reply.outcome.rawValue
    let intents =
      records.compactMap { catalogue.record($0).map { catalogue[catalogue[$0].intent].id } } + [found]
    if example.isNegative {
      return found == example.intent
        ? "\"\(example.text)\" must not lead to \(example.intent), but does" : nil
    }
    if let record = example.record {
      if records.contains(record) || found == example.intent && found.hasPrefix("gap_") { return nil }
      return
        "\"\(example.text)\" is not answered by \(record), but by \(records.isEmpty ? found : records.joined(separator: ", "))"
    }
    if !intents.contains(example.intent) {
      return "\"\(example.text)\" leads to \(found), not to \(example.intent)"
    }
    for (name, value) in example.expectations.sorted(by: { $0.key < $1.key }) {
      let slot = reply.slots.first { $0.name == name }?.value ?? "nothing"
      if slot != value, !isWithin(slot, value, catalogue) {
        return "\"\(example.text)\" fills \(name) with \(slot), not with \(value)"
      }
    }
    return nil
  }
}
