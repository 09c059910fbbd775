import Testing

@testable import Answering

/// A figure is told of what it is asked of, and of all that it is asked of.
@Suite struct SubjectTests {
  @Test(arguments: [
    // What only mentions the company.
    "how much has Xpeng invested in Zhaoqing", "小鵬肇慶總投資幾多", "Xizhen Circuit output value", "璞泰来产值多少",
    // Another industry's year, another thing's sum.
    "2021年新能源汽车产值", "2024年肇庆外贸多少亿",
    // What the place is only mentioned with.
    "大沙鎮面積",
    // No bureau's number.
    "phone number of Tongyu", "同宇新材电话", "numéro de téléphone de Haobo", "好博の電話番号", "珠海の投資促進局の電話番号",
  ]) func whatIsHeldOfAnotherIsNoAnswer(question: String) throws {
    let reply = try Knowledge.bot().reply(to: [question])
    #expect(reply.outcome == .unanswered && reply.contact != nil, "\(reply.text)")
  }

  @Test(arguments: [
    ("electronics or new energy cars, which one had more output in 2022?", ["35 billion", "70 billion"]),
    ("电子信息和新能源汽车,哪个产值高", ["350亿元", "700亿元"]),
    ("電子信息同新能源汽車，2022年邊個產值高啲", ["350億元", "700億元"]),
    ("電子情報と新エネ車、2022年の生産額はどっちが大きい？", ["350億元", "700億元"]),
    (
      "électronique ou voitures électriques, quelle filière a la plus grande valeur de production en 2022 ?",
      ["35 milliards", "70 milliards"]
    ),
    ("الإلكترونيات أم سيارات الطاقة الجديدة، أيهما قيمة إنتاجه أكبر في 2022؟", ["35 مليار", "70 مليار"]),
  ]) func fieldsThatAreComparedAreBothTold(question: String, outputs: [String]) throws {
    let text = try Knowledge.bot().reply(to: [question]).text.replacing("\u{A0}", with: " ")
    #expect(outputs.allSatisfy { text.contains($0) }, "\(text)")
  }

  @Test(arguments: [
    "phone numbers of the Sihui and Gaoyao bureaus please", "四会招商局和高要招商局的电话都发我",
    "四會同高要招商局嘅電話", "四会と高要の投資促進局の電話番号を教えて", "le téléphone des bureaux de Sihui et de Gaoyao",
    "حط رقم مكتب قاو ياو وسيهوي",
  ]) func bureausNamedTogetherAreAllTold(question: String) throws {
    let text = try Knowledge.bot().reply(to: [question]).text
    #expect(text.contains("3611228") && text.contains("8392673"), "\(text)")
    #expect(!text.contains("2899202"), "\(text)")
  }

  @Test func theCitysBureauIsToldBesideAnotherOnlyByItsName() throws {
    let bot = try Knowledge.bot()
    let both = bot.reply(to: ["市投促局和四会投促局的电话都发我"], in: "both").text
    #expect(both.contains("2899202") && both.contains("3611228"), "\(both)")
    let one = bot.reply(to: ["肇庆四会投资促进局电话"], in: "one").text
    #expect(!one.contains("2899202") && one.contains("3611228"), "\(one)")
  }

  @Test func aDetailAskedAfterACompanyIsThatCompanys() throws {
    let bot = try Knowledge.bot()
    let jobs = bot.reply(
      to: ["how much does Puhua Smart Robot invest?", "nice. and how many jobs will that be"], in: "jobs")
    #expect(jobs.outcome == .unanswered, "\(jobs.text)")
    let chairman = bot.reply(
      to: ["what capacity will Yuanxin have?", "who is the chairman?"], in: "chairman")
    #expect(chairman.text.contains("Wang Yu"), "\(chairman.text)")
  }

  @Test(arguments: [
    (["what does Wanhuabao make?", "where is that, which zone?"], "High-tech Zone"),
    (["y a-t-il un projet de Wanhuabao ?", "c'est où ça, quelle zone"], "zone de haute technologie"),
    (["Wanhuabao是做什么的", "在哪个区"], "高新区"),
  ]) func whereACompanyIsIsToldOfItAndNotOfAVisit(turns: [String], zone: String) throws {
    let reply = try Knowledge.bot().reply(to: turns)
    #expect(reply.intent == "project_profile" && reply.text.contains(zone), "\(reply.text)")
  }

  @Test(arguments: [
    // A town's, the city's being told before or not.
    ["what is in Jinli?", "population?"], ["龙甫镇排第几", "人口呢"], ["population of Zhaoqing", "Gaoyao?"],
    ["Zhaoqing ça fait combien d'habitants", "pis juste Gaoyao ?"], ["كم سكان تشاوتشينغ؟", "وسيهوي؟"],
    // Another year's.
    ["外贸总额2022", "2020年呢"],
    // Another company's date.
    ["c'est quoi le projet de Yuanxin", "et l'usine démarre quand ?"],
    ["what does Vidya do in Deqing?", "when does production begin?"],
  ]) func aFollowUpIsNotAnsweredWithAnothersFigure(turns: [String]) throws {
    let reply = try Knowledge.bot().reply(to: turns)
    #expect(reply.outcome == .unanswered && reply.contact != nil, "\(reply.text)")
  }
}
