import Tables
import Text

/// Cuts a reply to what its channel can carry.
enum Rendering {
  /// WhatsApp: a text body, in UTF-16 units.
  static let whatsAppTextLimit = 4096
  /// WhatsApp: the body of an interactive message, in UTF-16 units.
  static let whatsAppInteractiveLimit = 1024
  static let whatsAppButtonLimit = 3
  static let whatsAppButtonTitleLimit = 20
  static let whatsAppListLimit = 10
  static let whatsAppRowTitleLimit = 24
  static let whatsAppRowDescriptionLimit = 72
  /// WeChat: a text, in bytes of UTF-8.
  static let weChatTextLimit = 2000

  static func messages(for reply: Reply, channel: Channel, catalogue: Catalogue) -> [Message] {
    switch channel {
    case .plain, .terminal: return [.text(reply.text)]
    case .whatsapp: return whatsApp(reply, catalogue)
    case .wechat: return weChat(reply)
    }
  }

  private static func whatsApp(_ reply: Reply, _ catalogue: Catalogue) -> [Message] {
    let text = withoutMarkup(reply.text)
    guard !reply.options.isEmpty, reply.options.count <= whatsAppListLimit else {
      return texts(text, whatsAppTextLimit) { $0.utf16.count }
    }
    var parts = pieces(of: text, limit: whatsAppInteractiveLimit) { $0.utf16.count }
    let body = parts.removeLast()
    var messages = parts.map { Message.text($0) }
    if reply.options.count <= whatsAppButtonLimit, titlesDiffer(reply.options, whatsAppButtonTitleLimit) {
      messages.append(
        .buttons(
          body: body,
          options: reply.options.map {
            Option(id: $0.id, title: cut($0.title, whatsAppButtonTitleLimit))
          }))
    } else {
      messages.append(
        .list(
          body: body, button: cut(catalogue.phrase("list_button", reply.language), whatsAppButtonTitleLimit),
          options: reply.options.map { option in
            let title = cut(option.title, whatsAppRowTitleLimit)
            return ListRow(
              id: option.id, title: title,
              description: title == option.title ? "" : cut(option.title, whatsAppRowDescriptionLimit))
          }))
    }
    return messages
  }

  private static func weChat(_ reply: Reply) -> [Message] {
    let text = reply.text.replacing("]]>", with: "]] >").replacing("<a", with: "< a")
    var messages = texts(text, weChatTextLimit) { $0.utf8.count }
    guard !reply.options.isEmpty, reply.outcome == .clarify,
      case .text(let last) = messages[messages.count - 1]
    else { return messages }
    messages[messages.count - 1] = .menu(head: last, options: reply.options, tail: "")
    return messages
  }

  private static func titlesDiffer(_ options: [Option], _ limit: Int) -> Bool {
    Set(options.map { cut($0.title, limit) }).count == options.count
  }

  private static func texts(_ text: String, _ limit: Int, size: (String) -> Int) -> [Message] {
    pieces(of: text, limit: limit, size: size).map { .text($0) }
  }

  /// The text in pieces within the limit: cut after a line, else a sentence, else between characters. Nothing is
  /// lost but the blanks at a cut.
  static func pieces(of text: String, limit: Int, size: (String) -> Int) -> [String] {
    guard size(text) > limit else { return [text] }
    var pieces: [String] = []
    var piece = ""
    var used = 0
    var breakAt: String.Index?
    for character in text {
      let width = size(String(character))
      if used + width > limit {
        let cut = breakAt ?? piece.endIndex
        pieces.append(String(piece[..<cut]))
        piece = String(piece[cut...].drop { $0 == " " || $0 == "\n" })
        used = size(piece)
        breakAt = nil
      }
      piece.append(character)
      used += width
      if "\n。！？；.!?".contains(character) { breakAt = piece.endIndex }
    }
    if !piece.isEmpty { pieces.append(piece) }
    return pieces
  }

  /// The title within so many UTF-16 units, cut between characters with an ellipsis.
  static func cut(_ title: String, _ limit: Int) -> String {
    guard title.utf16.count > limit else { return title }
    var result = ""
    for character in title {
      guard result.utf16.count + String(character).utf16.count <= limit - 1 else { break }
      result.append(character)
    }
    return result + "…"
  }

  /// `*`, `_`, `~` and the backtick at the edge of a word would be taken for markup: a zero-width joiner would hide
  /// it, so the look-alike of the same width is sent.
  static func withoutMarkup(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "*": view.append("∗")
      case "~": view.append("∼")
      case "`": view.append("ˋ")
      default: view.append(scalar)
      }
    }
    return String(view)
  }
}

extension String {
  fileprivate func replacing(_ pattern: String, with other: String) -> String {
    guard utf8.count >= pattern.utf8.count else { return self }
    var output: [UInt8] = []
    let bytes = Array(utf8)
    let wanted = Array(pattern.utf8)
    var position = 0
    while position < bytes.count {
      if bytes[position...].starts(with: wanted) {
        output += Array(other.utf8)
        position += wanted.count
      } else {
        output.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
