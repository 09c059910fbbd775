import Answering
import Foundation
import Tables
import Testing
import Text

/// Every fact and every gap can be got by asking for it, in every language, as a person would who has not read it.
///
/// `Reach/LANGUAGE.tsv` holds a record's id and a question for it in each line.
@Suite struct ReachTests {
  /// The least share of a language's questions that must get their record, in per cent.
  static let floor = 95

  @Test(arguments: Language.allCases) func everyRecordIsReached(language: Language) throws {
    let catalogue = try Knowledge.catalogue
    let bot = try Knowledge.bot()
    let path = Knowledge.root + "/Tests/AnsweringTests/Reach/\(language.rawValue).tsv"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    var asked: Set<String> = []
    var missed: [String] = []
    for line in lines {
      let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
      try #require(parts.count == 2, "\(line)")
      asked.insert(parts[0])
      let record = catalogue[try #require(catalogue.record(parts[0]), "no record \(parts[0])")]
      let reply = bot.reply(to: [parts[1]], in: "\(asked.count)", language: language)
      let told = record.texts[language.index].spoken(record.figures, in: language)
      if reply.text.contains(Sanitizer.clean(told)) {
        expectNothingElse(reply, record, catalogue, in: language)
      } else {
        missed.append(parts[0])
      }
    }
    let share = 100 * (lines.count - missed.count) / max(1, lines.count)
    #expect(share >= Self.floor, "\(share) %: \(missed.joined(separator: " "))")
    #expect(Set(catalogue.records.map(\.id)).subtracting(asked) == [], "records without a question")
  }

  /// A reply that tells a record names its sources.
  private func expectNothingElse(
    _ reply: Reply, _ record: Record, _ catalogue: Catalogue, in language: Language
  ) {
    let named = Set(reply.sources.map(\.id))
    if reply.outcome == .answer {
      #expect(named.isSuperset(of: record.sources.map { catalogue[$0].id }), "\(record.id): sources")
    }
  }
}
