import Answering

extension Message {
  /// Writes what a bridge sends: see `messages` of the contract.
  ///
  /// A form that the channel does not have is written as text with numbered options: the number is understood
  /// as well as the option's id.
  func write(to writer: inout JSONWriter, for channel: Channel) {
    switch (channel, self) {
    case (.whatsapp, .buttons(let body, let options)):
      writer.object { writer in
        writer.member("type", "interactive")
        writer.name("interactive")
        writer.object { writeButtons(to: &$0, body, options) }
      }
    case (.whatsapp, .list(let body, let button, let rows)):
      writer.object { writer in
        writer.member("type", "interactive")
        writer.name("interactive")
        writer.object { writeList(to: &$0, body, button, rows) }
      }
    case (.wechat, .menu(let head, let options, let tail)):
      writer.object { writer in
        writer.member("msgtype", "msgmenu")
        writer.name("msgmenu")
        writer.object { writeMenu(to: &$0, head, options, tail) }
      }
    case (.whatsapp, _):
      writer.object { writer in
        writer.member("type", "text")
        writer.name("text")
        writer.object { writer in
          writer.member("body", plainText)
          writer.member("preview_url", false)
        }
      }
    case (.wechat, _):
      writer.object { writer in
        writer.member("msgtype", "text")
        writer.name("text")
        writer.object { $0.member("content", plainText) }
      }
    case (.plain, _), (.terminal, _):
      writer.object { $0.member("text", plainText) }
    }
  }

  /// The message without markup: the text, then the options with their numbers.
  var plainText: String {
    switch self {
    case .text(let text): text
    case .buttons(let body, let options): joined(body, options.map(\.title))
    case .list(let body, _, let rows): joined(body, rows.map(\.title))
    case .menu(let head, let options, let tail):
      joined(head, options.map(\.title)) + (tail.isEmpty ? "" : "\n" + tail)
    }
  }

  private func joined(_ text: String, _ titles: [String]) -> String {
    titles.enumerated().reduce(into: text) { $0 += "\n\($1.offset + 1). \($1.element)" }
  }
}

private func writeButtons(to writer: inout JSONWriter, _ body: String, _ options: [Option]) {
  writer.member("type", "button")
  writer.name("body")
  writer.object { $0.member("text", body) }
  writer.name("action")
  writer.object { writer in
    writer.name("buttons")
    writer.array { writer in
      for option in options {
        writer.object { writer in
          writer.member("type", "reply")
          writer.name("reply")
          writer.object { writer in
            writer.member("id", option.id)
            writer.member("title", option.title)
          }
        }
      }
    }
  }
}

private func writeList(to writer: inout JSONWriter, _ body: String, _ button: String, _ rows: [ListRow]) {
  writer.member("type", "list")
  writer.name("body")
  writer.object { $0.member("text", body) }
  writer.name("action")
  writer.object { writer in
    writer.member("button", button)
    writer.name("sections")
    writer.array { writer in
      writer.object { writer in
        writer.name("rows")
        writer.array { writer in
          for row in rows {
            writer.object { writer in
              writer.member("id", row.id)
              writer.member("title", row.title)
              if !row.description.isEmpty { writer.member("description", row.description) }
            }
          }
        }
      }
    }
  }
}

private func writeMenu(to writer: inout JSONWriter, _ head: String, _ options: [Option], _ tail: String) {
  writer.member("head_content", head)
  writer.name("list")
  writer.array { writer in
    for option in options {
      writer.object { writer in
        writer.member("id", option.id)
        writer.member("content", option.title)
      }
    }
  }
  writer.member("tail_content", tail)
}
