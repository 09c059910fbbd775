import Answering
import Foundation
import Tables
import Testing
import Text

/// Every fact and every gap can be got by asking for it, in every language, as a person would who has not read it.
///
/// `Reach/LANGUAGE.tsv` holds a record's id and a question for it in each line.
@Suite struct ReachTests {
  /// The least share of a language's questions that must get their record, in per cent, and the most records that
  /// none of their questions may get: what was reached, less a little.
  static let floor = 97
  static let neverReached = 12

  @Test(arguments: Language.allCases) func everyRecordIsReached(language: Language) throws {
    let catalogue = try Knowledge.catalogue
    let bot = try Knowledge.bot()
    let path = Knowledge.root + "/Tests/AnsweringTests/Reach/\(language.rawValue).tsv"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    var asked: Set<String> = []
    var reached: Set<String> = []
    var missed: [String] = []
    for (index, line) in lines.enumerated() {
      let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
      try #require(parts.count == 2, "\(line)")
      asked.insert(parts[0])
      let record = catalogue[try #require(catalogue.record(parts[0]), "no record \(parts[0])")]
      let reply = bot.reply(to: [parts[1]], in: "\(index)", language: language)
      let told = record.texts[language.index].spoken(record.figures, in: language)
      guard reply.text.contains(Sanitizer.clean(told)) else {
        missed.append(parts[0])
        continue
      }
      reached.insert(record.id)
      if record.state == .gap {
        #expect(reply.outcome == .unanswered && reply.contact != nil, "\(line)")
      } else {
        let named = Set(reply.sources.map(\.id))
        #expect(named.isSuperset(of: record.sources.map { catalogue[$0].id }), "\(line): sources")
      }
    }
    let share = 100 * (lines.count - missed.count) / max(1, lines.count)
    #expect(share >= Self.floor, "\(share) %: \(missed.joined(separator: " "))")
    let never = asked.subtracting(reached).sorted()
    #expect(
      never.count <= Self.neverReached,
      "\(never.count) of \(asked.count) are never reached: \(never.joined(separator: " "))")
    #expect(Set(catalogue.records.map(\.id)).subtracting(asked) == [], "records without a question")
  }
}
