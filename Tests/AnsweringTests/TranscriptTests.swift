import Answering
import Foundation
import Testing
import Text

/// Whole conversations, word for word. A file holds conversations separated by `---`; a line `> …` is what the
/// investor writes, the lines after it are the reply. `RECORD_TRANSCRIPTS=1 swift test` writes the replies anew; read
/// the difference before it is committed.
@Suite struct TranscriptTests {
  @Test(arguments: Language.allCases) func conversationsGoAsRecorded(language: Language) throws {
    let path = Knowledge.root + "/Tests/AnsweringTests/Transcripts/\(language.rawValue).txt"
    let recorded = try String(contentsOfFile: path, encoding: .utf8)
    let bot = try Knowledge.bot()
    var output: [String] = []
    var count = 0
    for (index, conversation) in recorded.components(separatedBy: "---\n").enumerated() {
      let questions = conversation.split(separator: "\n").filter { $0.hasPrefix("> ") }
      for question in questions {
        let reply = bot.reply(to: [String(question.dropFirst(2))], in: "\(index)")
        let options = reply.options.isEmpty ? "" : " (\(reply.options.count) options)"
        output.append(
          "\(question)\n[\(reply.outcome.rawValue) \(reply.intent ?? "-")\(options)]\n\(reply.text)\n")
      }
      if !questions.isEmpty {
        count += 1
        output.append("---\n")
      }
    }
    let text = output.joined()
    if ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] == "1",
      ProcessInfo.processInfo.environment["CI"] == nil
    {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    } else {
      #expect(text == recorded)
      #expect(count >= 10)
    }
  }
}
