import Answering
import Foundation
import Testing
import Text

/// Questions as investors ask them, written from the articles by people who had not seen the intents: each reply's
/// outcome must be the expected one, and its text must hold, and not hold, what the question says.
@Suite struct QuestionTests {
  struct Question: Decodable {
    var id: String
    var turns: [String]
    var expect: String
    var accept: [String]?
    var must: [String]?
    var mustNot: [String]?

    private enum CodingKeys: String, CodingKey {
      case id, turns, expect, accept, must
      case mustNot = "must_not"
    }
  }

  /// The least share of a language's questions that must pass, in per cent: what was reached, less a little.
  static let floors = ["en": 97, "zh-Hans": 96, "zh-Hant": 96, "ja": 97, "fr": 96, "ar": 96]

  @Test(arguments: Language.allCases) func questionsAreAnsweredAsExpected(language: Language) throws {
    let path = Knowledge.root + "/Tests/AnsweringTests/Questions/\(language.rawValue).jsonl"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let questions = try lines.map { try JSONDecoder().decode(Question.self, from: Data($0.utf8)) }
    let bot = try Knowledge.bot()
    var failures: [String] = []
    for question in questions {
      let reply = bot.reply(to: question.turns, in: question.id)
      if let problem = try problem(question, reply) { failures.append("\(question.id): \(problem)") }
    }
    let share = 100 * (questions.count - failures.count) / questions.count
    let floor = try #require(Self.floors[language.rawValue])
    #expect(share >= floor, "\(share) % of \(questions.count): \(failures.joined(separator: "; "))")
  }

  private func problem(_ question: Question, _ reply: Reply) throws -> String? {
    let outcome = reply.outcome.rawValue
    if outcome != question.expect, !(question.accept ?? []).contains(outcome) {
      return "\(outcome), not \(question.expect)"
    }
    let shown =
      ([reply.text] + reply.options.map(\.title)
      + reply.sources.map { "\($0.title) \($0.publisher) \($0.date)" })
      .joined(separator: "\n").precomposedStringWithCompatibilityMapping
    for pattern in question.must ?? [] where outcome != "unanswered" || question.expect == "unanswered" {
      if try !matches(pattern, shown) { return "lacks /\(pattern.prefix(40))/" }
    }
    for pattern in question.mustNot ?? [] where try matches(pattern, shown) {
      return "has /\(pattern.prefix(40))/"
    }
    return nil
  }

  private func matches(_ pattern: String, _ text: String) throws -> Bool {
    let regex = try NSRegularExpression(pattern: pattern, options: [.caseInsensitive])
    return regex.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
  }
}
