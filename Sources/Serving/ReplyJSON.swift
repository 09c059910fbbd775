import Answering

/// The result object of `ask` for a reply, as UTF-8 on one line without its end.
///
/// `channel` is that of the question: it decides how `messages` are written.
public func resultObject(of reply: Reply, channel: Channel) -> [UInt8] {
  var writer = JSONWriter()
  reply.write(to: &writer, for: channel)
  return writer.bytes
}

extension Reply {
  func write(to writer: inout JSONWriter, for channel: Channel) {
    writer.object { writer in
      writer.member("conversation", conversation)
      writer.member("outcome", outcome.rawValue)
      writer.name("intent")
      if let intent { writer.string(intent) } else { writer.raw("null") }
      writer.name("slots")
      writer.object { writer in
        for slot in slots {
          writer.name(slot.name)
          writer.string(slot.value)
        }
      }
      writer.name("confidence")
      writer.share(confidence)
      writer.member("language", language.rawValue)
      writer.member("text", text)
      writer.name("messages")
      writer.array { writer in
        for message in messages { message.write(to: &writer, for: channel) }
      }
      writeChoices(to: &writer)
      writer.member("duplicate", duplicate)
      if let contact { write(contact, to: &writer) }
    }
  }

  private func writeChoices(to writer: inout JSONWriter) {
    writer.name("options")
    writer.array { writer in
      for option in options {
        writer.object { writer in
          writer.member("id", option.id)
          writer.member("title", option.title)
        }
      }
    }
    writer.name("sources")
    writer.array { writer in
      for source in sources {
        writer.object { writer in
          writer.member("id", source.id)
          writer.member("title", source.title)
          writer.member("publisher", source.publisher)
          writer.member("date", source.date)
        }
      }
    }
  }

  private func write(_ contact: ContactReference, to writer: inout JSONWriter) {
    writer.name("contact")
    writer.object { writer in
      writer.member("name", contact.name)
      writer.member("telephone", contact.telephone)
      writer.member("fax", contact.fax)
      writer.member("address", contact.address)
    }
  }
}
