import Answering
import Tables
import Testing
import Text

@testable import Authoring

/// What holds for every record of the knowledge base, in every language and on every channel.
@Suite struct KnowledgeTests {
  @Test func theFilesHaveNoErrors() { #expect(Knowledge.compilation.diagnostics.map(\.line) == []) }

  /// A record shown by its id tells all its figures in the language's manner, its date and its source.
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
      #expect(!reply.sources.isEmpty, "\(record.id)")
      for source in record.sources {
        #expect(reply.sources.contains { $0.id == catalogue[source].id }, "\(record.id)")
      }
    }
  }

  /// Characters that only Simplified Chinese has must not stand in a Traditional reply.
  @Test func traditionalRepliesHoldNoSimplifiedCharacters() throws {
    let catalogue = try Knowledge.catalogue
    let bot = try Knowledge.bot()
    let simplified = Set("亩亿业联电话传东车产发区为们这时对园务营业关系统计划设备质资讯请询问题说么个万与")
    for record in catalogue.records {
      let reply = bot.reply(to: [record.id], in: record.id, language: .traditionalChinese)
      let shown = reply.text + reply.sources.map { $0.title + $0.publisher }.joined()
      let wrong = shown.filter {
        simplified.contains($0) && HanVariants.traditional(String($0)) != String($0)
      }
      #expect(wrong.isEmpty, "\(record.id): \(wrong)")
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
        for message in reply.messages { checkLimits(message, channel) }
        if reply.options.isEmpty {
          let sent = reply.messages.map { if case .text(let text) = $0 { text } else { "" } }.joined()
          let bare = { (text: String) in text.filter { !" \n*~`∗∼ˋ".contains($0) } }
          #expect(bare(sent) == bare(reply.text), "\(text)")
        }
      }
    }
  }

  private func checkLimits(_ message: Message, _ channel: Channel) {
    switch message {
    case .text(let text):
      #expect(channel != .whatsapp || text.utf16.count <= 4096)
      #expect(channel != .wechat || text.utf8.count <= 2000 && !text.contains("]]>") && !text.contains("<a"))
    case .buttons(let body, let options):
      #expect(body.utf16.count <= 1024 && (1...3).contains(options.count))
      for option in options {
        #expect((1...20).contains(option.title.utf16.count) && option.id.utf8.count <= 256)
      }
      #expect(Set(options.map(\.title)).count == options.count)
    case .list(let body, let button, let rows):
      #expect(
        body.utf16.count <= 1024 && (1...10).contains(rows.count) && (1...20).contains(button.utf16.count))
      for row in rows {
        #expect(
          (1...24).contains(row.title.utf16.count) && row.description.utf16.count <= 72
            && row.id.utf8.count <= 200)
      }
    case .menu(let head, let options, _):
      #expect(head.utf8.count <= 2000 && !options.isEmpty)
    }
  }
}
