import Answering
import Authoring
import Tables
import Testing
import Text

/// The project's own files, compiled once for all tests.
enum Knowledge {
  static let root: String = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  static let compilation = Compile.directories(intents: root + "/Intents", knowledge: root + "/KnowledgeBase")

  static var catalogue: Catalogue {
    get throws { try #require(compilation.catalogue, "the files have errors; run enquiry check") }
  }

  static func bot() throws -> Bot { Bot(catalogue: try catalogue) }
}

extension Bot {
  /// The reply to the last of the turns of a conversation of its own.
  func reply(
    to turns: [String], in conversation: String = "test", channel: Channel = .plain, language: Language? = nil
  ) -> Reply {
    var last: Reply?
    for (index, turn) in turns.enumerated() {
      last = reply(
        to: Question(conversation: conversation, text: turn, channel: channel, language: language),
        now: Int64(1000 * (index + 1)))
    }
    return last ?? reply(to: Question(conversation: conversation, text: ""), now: 1)
  }
}
