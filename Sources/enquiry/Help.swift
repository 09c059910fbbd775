import Serving

/// What `enquiry --help` prints.
enum Help {
  static let text = """
    Answers investors' questions about Zhaoqing from a knowledge base compiled from articles.

    enquiry                       a chat; with piped input one question a line, an empty line after each answer
    enquiry ask TEXT…             one answer; with --json the whole result
    enquiry serve --stdio         the line protocol on standard input and output
    enquiry serve --tcp HOST:PORT --unix PATH
                                  the same over sockets; both may be given, and more than once
    enquiry check [PATH…]         every problem in the intent and knowledge files, and their examples, run
    enquiry explain TEXT…         why the bot would answer as it would
    enquiry import ARTICLE…       drafts knowledge records out of articles

    --intents DIR, --knowledge DIR
                                  the files (default: Intents and KnowledgeBase here, else the package's)
    --articles DIR                with check: hold the figures against the articles
    --coverage                    with check: patterns and examples of each intent in each language
    --language TAG                answer in en, zh-Hans, zh-Hant, ja, fr or ar
    --help, --version

    With serve:
    --token-file FILE             who connects over TCP must say the token in the file's first line
    --beyond-loopback             listen to other machines too; needs --token-file
    --journal DIR                 keep unanswered questions and hand-overs there, for --keep DAYS (90)
    --watch                       read the files anew when they change (also on SIGHUP)
    --connections N, --rate N     at most so many connections, messages of a conversation in 10 s (0: no limit)
    --limit NAME=NUMBER           another limit, any number of times; they are:
    \(limits)

    Exit status: 0 done; 1 no answer, or an error found by check; 2 wrong usage or unreadable data.
    """

  /// All limits as they are, in lines beside the names of options.
  private static var limits: String {
    var lines: [String] = []
    for assignment in Limits().assignments {
      if let last = lines.last, last.utf8.count + assignment.utf8.count < 78 {
        lines[lines.count - 1] += " " + assignment
      } else {
        lines.append(assignment)
      }
    }
    return lines.map { String(repeating: " ", count: 30) + $0 }.joined(separator: "\n")
  }
}
