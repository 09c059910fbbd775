import Answering
import Tables
import Testing

@testable import Authoring
@testable import Text

/// What holds for every record of the knowledge base, in every language and on every channel.
@Suite struct KnowledgeTests {
  @Test func theFilesHaveNoErrors() { #expect(Knowledge.compilation.diagnostics.map(\.line) == []) }

  /// A record shown by its id tells all its figures in the language's manner and its sources; where no other is told
  /// beside it, also the date it holds for.
  @Test(arguments: Language.allCases) func everyRecordTellsItsFiguresAndSources(language: Language) throws {
    let catalogue = try Knowledge.catalogue
    let bot = try Knowledge.bot()
    for record in catalogue.records where record.state != .gap {
      let reply = bot.reply(to: [record.id], in: record.id, language: language)
      #expect(reply.outcome == .answer && reply.language == language, "\(record.id)")
      for figure in record.figures {
        #expect(reply.text.contains(figure.quantity.spoken(in: language)), "\(record.id): \(figure.name)")
      }
      #expect(!reply.text.contains("{") && !reply.text.contains("}"), "\(record.id)")
      let isAlone = bot.recordsOfLastAnswer(record.id) == [record.id]
      #expect(!isAlone || reply.text.contains(record.asOf.spoken(in: language)), "\(record.id): as of")
      #expect(!reply.sources.isEmpty, "\(record.id)")
      for source in record.sources {
        #expect(reply.sources.contains { $0.id == catalogue[source].id }, "\(record.id)")
      }
    }
  }

  /// Characters that only Simplified Chinese has must not stand in a Traditional reply; some of the table are
  /// Traditional as well, in other words (制度, 岳父, 游泳, 准許).
  @Test func traditionalRepliesHoldNoSimplifiedCharacters() throws {
    let catalogue = try Knowledge.catalogue
    let bot = try Knowledge.bot()
    for record in catalogue.records {
      let reply = bot.reply(to: [record.id], in: record.id, language: .traditionalChinese)
      let shown = reply.text + reply.sources.map { $0.title + $0.publisher }.joined()
      let wrong = shown.unicodeScalars.filter {
        HanVariants.isSimplifiedOnly($0.value) && !"制岳游准".unicodeScalars.contains($0)
      }
      #expect(wrong.isEmpty, "\(record.id): \(String(String.UnicodeScalarView(wrong)))")
    }
  }

  /// Each command of the chat's help stands in a line of its own.
  @Test(arguments: Language.allCases) func helpIsAList(language: Language) throws {
    let lines = try Knowledge.catalogue.phrase("chat_help", language).split(separator: "\n")
    #expect(lines.count == 6 && lines.allSatisfy { $0.hasPrefix("/") }, "\(lines)")
  }

  /// Everything that can be said fits every channel and loses nothing but blanks at the cuts.
  @Test(arguments: Language.allCases) func everyReplyFitsEveryChannel(language: Language) throws {
    let catalogue = try Knowledge.catalogue
    let bot = try Knowledge.bot()
    let texts = catalogue.records.map(\.id) + catalogue.contacts.map(\.id) + ["", "fax?"]
    for (index, text) in texts.enumerated() {
      for channel in Channel.allCases {
        let reply = bot.reply(to: [text], in: "\(channel) \(index)", channel: channel, language: language)
        #expect(!reply.messages.isEmpty)
        for message in reply.messages { #expect(excess(of: message, on: channel) == nil, "\(text)") }
        if reply.options.isEmpty {
          let sent = reply.messages.map { if case .text(let text) = $0 { text } else { "" } }.joined()
          let bare = { (text: String) in text.filter { !" \n*~`∗∼ˋ".contains($0) } }
          #expect(bare(sent) == bare(reply.text), "\(text)")
        }
      }
    }
  }
}
