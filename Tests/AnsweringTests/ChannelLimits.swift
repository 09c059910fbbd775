import Answering

/// What is wrong with a message for its channel, or nil: WhatsApp counts UTF-16 units, WeChat bytes.
func excess(of message: Message, on channel: Channel) -> String? {
  switch (channel, message) {
  case (.plain, .text), (.terminal, .text): return nil
  case (.whatsapp, .text(let text)):
    return (1...4096).contains(text.utf16.count) ? nil : "a text of \(text.utf16.count)"
  case (.whatsapp, .buttons(let body, let options)):
    if !(1...1024).contains(body.utf16.count) { return "a body of \(body.utf16.count)" }
    if !(1...3).contains(options.count) { return "\(options.count) buttons" }
    if Set(options.map(\.title)).count < options.count { return "buttons of the same title" }
    let wrong = options.first { !(1...20).contains($0.title.utf16.count) || $0.id.utf8.count > 256 }
    return wrong.map { "the button \($0)" }
  case (.whatsapp, .list(let body, let button, let rows)):
    if !(1...1024).contains(body.utf16.count) { return "a body of \(body.utf16.count)" }
    if !(1...20).contains(button.utf16.count) { return "the button \(button)" }
    if !(1...10).contains(rows.count) { return "\(rows.count) rows" }
    let wrong = rows.first {
      !(1...24).contains($0.title.utf16.count) || $0.description.utf16.count > 72 || $0.id.utf8.count > 200
    }
    return wrong.map { "the row \($0)" }
  case (.wechat, .menu(_, let options, _)) where options.isEmpty: return "a menu without options"
  case (.wechat, .text(let text)), (.wechat, .menu(let text, _, _)):
    if !(1...2000).contains(text.utf8.count) { return "a text of \(text.utf8.count) bytes" }
    return text.contains("]]>") || text.contains("<a") ? "markup in a text" : nil
  default: return "a message that the channel does not have"
  }
}
