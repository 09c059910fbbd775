import Text

/// The command line, read: options may stand anywhere.
struct Options {
  enum Command: String, CaseIterable {
    case chat, ask, serve, check, explain, `import`
  }

  var command = Command.chat
  var arguments: [String] = []
  var intents: String?
  var knowledge: String?
  var articles: String?
  var language: Language?
  var json = false
  var wantsCoverage = false
  var wantsHelp = false
  var wantsVersion = false
  /// The options that only `serve` knows, each with its value: `--stdio` has none.
  var serving: [(name: String, value: String)] = []

  init(_ words: [String]) throws(UsageError) {
    var rest = words[...]
    var literal = false
    while let word = rest.popFirst() {
      if literal || !word.hasPrefix("-") || word == "-" {
        take(word)
        continue
      }
      if word == "--" {
        literal = true
        continue
      }
      try takeOption(word, &rest)
    }
  }

  private mutating func take(_ word: String) {
    if command == .chat, arguments.isEmpty, let command = Command(rawValue: word), command != .chat {
      self.command = command
    } else {
      arguments.append(word)
    }
  }

  private mutating func takeOption(_ word: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
    let halves = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = halves[0]
    func value() throws(UsageError) -> String {
      if halves.count > 1 { return halves[1] }
      guard let next = rest.popFirst() else { throw UsageError(message: "the option \(name) wants a value") }
      return next
    }
    switch name {
    case "--help", "-h": wantsHelp = true
    case "--version": wantsVersion = true
    case "--json": json = true
    case "--coverage": wantsCoverage = true
    case "--intents": intents = try value()
    case "--knowledge": knowledge = try value()
    case "--articles": articles = try value()
    case "--language":
      let tag = try value()
      guard let language = Language(tag: tag) else {
        throw UsageError(
          message:
            "no such language: \"\(tag)\"; there are \(Language.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
      self.language = language
    case "--stdio", "--watch", "--beyond-loopback": serving.append((name, ""))
    case "--tcp", "--unix", "--token-file", "--journal", "--keep", "--connections", "--rate",
      "--limit":
      serving.append((name, try value()))
    default: throw UsageError(message: "no such option: \(name)")
    }
  }
}
