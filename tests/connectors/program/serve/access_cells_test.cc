// Who may do what with a case, cell by cell at the doors: role, relation, action (levels of what is read among them), seal,
// protected address, emergency, grant, agreement, conflict. Each cell is asked (`may`), and done where a door does it; what is
// expected comes from the policy's own text, not from the program.
#include "connectors/program/serve/file_story.h"
#include "engine/access/policy_as_written.h"
#include "engine/rules/access_policy.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace fascicolo::program_test {
namespace {

using engine::PolicyAsWritten;
using http::StatusOf;
using Words = std::set<std::string>;

/// How somebody stands to anna.rossi's case among the elderly.
struct Standing {
  std::string name;
  std::vector<std::string> areas;
  std::vector<std::string> relations;
};
const std::vector<Standing>& Standings() {
  static const std::vector<Standing> standings{{"stranger", kNowhere, {"any"}},
                                               {"colleague", kElderly, {"any", "team"}},
                                               {"anna.rossi", kNowhere, {"any", "holder"}},
                                               {"anna.rossi", kElderly, {"any", "team", "holder"}}};
  return standings;
}

/// What is so of the case, beside the policy.
struct Situation {
  bool is_sealed = false;
  Words names{};  ///< of the seal
  Words roles{};  ///< of the seal
  bool is_protected = false;
  Words in_conflict{};
};

const Words kReadAtAll{"header", "administrative", "assessment", "diary", "juvenile_court"};
const Words kFindAtAll{"find", "header", "administrative", "assessment", "diary"};
const Words kTold{"find", "header", "administrative", "assessment", "diary", "juvenile_court", "address", "protected_address"};
/// Who hands in commands at all.
const Words kCommanding{"worker", "coordinator", "administrative", "front_desk", "dpo", "emergency_duty", "auditor"};

/// A command for each action that writes, about the case "a1" or its person.
const std::map<std::string, std::string>& Commands() {
  static const std::string person = R"("person":"@)" + StoryId("a1") + R"(/1",)";
  static const std::map<std::string, std::string> commands{
      {"write", OnCase("a1", "SetUrgency", R"("urgency":"urgent")")},
      {"rectify", R"("type":"CorrectPerson",)" + person + R"("reason":"typo","born":"1950-02-04")"},
      {"assign", OnCase("a1", "AssignWorker", R"("worker":"dario")")},
      {"erase", R"("type":"ProposeErasure",)" + person + R"("ground":"unlawful","act":"1/2026","classes":["ordinary"])"},
      {"seal", OnCase("a1", "SealCase", R"("ground":"staff","names":["dario"])")},
      {"unseal", OnCase("a1", "UnsealCase", R"("reason":"over")")},
      {"emergency", OnCase("a1", "DeclareEmergency", R"("reason":"health","levels":["diary"],"until":"2026-03-02T09:20:00Z")")},
      {"approve", OnCase("a1", "ApproveAccess", R"("request":99,"until":"2026-03-02T10:00:00Z")")},
      {"grant", OnCase("a1", "GrantAccess", R"("worker":"dario","levels":["diary"],"until":"2026-04-01","ground":"audit")")}};
  return commands;
}

class AccessCells : public testing::Test {
 protected:
  AccessCells() {
    roles_ = policy_.Roles();
    roles_.insert("mayor");  // of whom the policy says nothing
    for (const auto action : engine::AllAccessActions()) actions_.emplace_back(engine::TextOf(action));
    for (const std::string& role : roles_) {
      for (const Standing& one : Standings()) tokens_[{role, &one}] = served_.TokenOf(one.name, {role}, one.areas);
    }
  }

  /// A command by somebody for whom it is theirs.
  void Given(const std::string& payload, const std::string& token) {
    const std::string answer = Post(payload, token);
    ASSERT_EQ(StatusOf(answer), 200) << payload << answer;
  }
  std::string Post(const std::string& payload, const std::string& token, const std::string& more = {}) {
    return served_.Post(Posted(payload), "k" + std::to_string(++keys_), token + more);
  }

  /// Why each action is allowed or not, by the policy's text, the situation, and what else gives some: an action and its word.
  std::map<std::string, std::string> Expected(const std::string& role, const Standing& who, const Situation& now,
                                              const std::map<std::string, std::string>& also) const {
    std::map<std::string, std::string> why;
    const bool is_shut_out = now.is_sealed && !now.names.contains(who.name) && !now.roles.contains(role);
    for (const std::string& action : actions_) {
      why[action] = policy_.WhyOf(role, who.relations, action, is_shut_out, now.is_protected);
      const bool is_given = why[action] != "row" && also.contains(action);
      if (is_given) why[action] = also.at(action);
      if (now.in_conflict.contains(who.name)) why[action] = "conflict";
    }
    return why;
  }

  /// Holds every cell of somebody against what is expected.
  void Check(const std::string& role, const Standing& who, const Situation& now,
             const std::map<std::string, std::string>& also = {}) {
    SCOPED_TRACE(role + " " + who.name + " " + who.relations.back() + (now.is_sealed ? " sealed" : "") +
                 (now.is_protected ? " protected" : ""));
    const auto why = Expected(role, who, now, also);
    Words allowed;
    for (const auto& [action, word] : why) {
      if (word == "row" || word == "emergency" || word == "grant" || word == "two_agreed") allowed.insert(action);
    }
    for (const auto& [action, word] : why) {
      const auto asked = JsonOf(served_.Get(MayPath(role, who, action), auditor_));
      EXPECT_EQ(asked.value("why", asked.dump()), word) << action;
      EXPECT_EQ(asked.value("allowed", false), allowed.contains(action)) << action;
      ++cells_;
    }
    const std::string& token = tokens_.at({role, &who});
    CheckFiles(allowed, why, now, token);
    CheckCommands(role, allowed, why, token);
  }
  void CheckAll(const Situation& now) {
    for (const std::string& role : roles_) {
      for (const Standing& who : Standings()) Check(role, who, now);
    }
  }
  [[nodiscard]] int CellsOf(std::size_t situations) const {
    return static_cast<int>(situations * roles_.size() * Standings().size() * actions_.size());
  }

  PolicyAsWritten policy_;
  Words roles_;
  std::vector<std::string> actions_;
  const ServedDesk served_{TwoCases() +
                           StoryLine("c1", R"("type":"OpenUnit","service":"home_care_elderly","name":"Pool Nord","capacity":600,"from":"2026-03-02")") +
                           StoryLine("c2", OnCase("a1", "FileApplication", R"("service":"home_care_elderly","quantity":60)")) +
                           StoryLine("c3", R"("type":"StartService","activation":"@)" + StoryId("c2") + R"(","unit":"@)" + StoryId("c1") +
                                               R"(","from":"2026-03-02")")};
  const std::string auditor_ = served_.TokenOf("revisore", {"auditor"}, kNowhere);
  const std::string anna_ = served_.TokenOf("anna.rossi", {"worker"}, kElderly);
  const std::string colleague_ = served_.TokenOf("colleague", {"coordinator"}, kElderly);
  const std::string privacy_ = served_.TokenOf("privacy", {"dpo"}, kNowhere);
  int cells_ = 0;
  int done_ = 0;  ///< cells that a door did or refused, beside being asked

 private:
  static std::string MayPath(const std::string& role, const Standing& who, const std::string& action) {
    std::string path = "/v1/may?who=" + who.name + "&action=" + action + "&case=" + CaseOf("a1") + "&role=" + role;
    for (const std::string& area : who.areas) path += "&area=" + area;
    return path;
  }
  static bool HasOneOf(const Words& allowed, const Words& some) {
    return std::any_of(some.begin(), some.end(), [&](const std::string& one) { return allowed.contains(one); });
  }

  void CheckFiles(const Words& allowed, const std::map<std::string, std::string>& why, const Situation& now, const std::string& token) {
    const bool is_there = HasOneOf(allowed, kTold);
    const bool reads = HasOneOf(allowed, kReadAtAll);
    const std::string header = served_.Get(CasePath("a1"), token);
    EXPECT_EQ(StatusOf(header), is_there ? 200 : 404);
    EXPECT_EQ(Says(header, "\"worker\""), allowed.contains("header"));
    const std::string history = served_.Get(HistoryPath("a1"), token);
    EXPECT_EQ(StatusOf(history), reads ? 200 : 404);
    for (const char* level : {"administrative", "assessment", "diary", "juvenile_court"}) {
      EXPECT_EQ(Says(history, std::string(level) + " di Meravigli"), allowed.contains(level)) << level;
    }
    const bool tells_where = allowed.contains("administrative") && (!now.is_protected || allowed.contains("protected_address"));
    EXPECT_EQ(Says(history, "\"ServiceStarted\""), tells_where);
    const std::string person = served_.Get("/v1/persons/" + PersonOf("a1"), token);
    EXPECT_EQ(StatusOf(person), is_there ? 200 : 404);
    EXPECT_EQ(Says(person, "Meravigli"), reads);
    EXPECT_EQ(StatusOf(served_.Get(CasePath("a1") + "/readers", token)), allowed.contains("access_log") ? 200 : 404);
    const int taken_out = StatusOf(served_.Get(CasePath("a1") + "/receipt?plain=true", token));
    const bool waits = why.at("export") == "needs_two" && HasOneOf(allowed, kFindAtAll);
    EXPECT_EQ(taken_out, allowed.contains("export") ? 200 : waits ? 403 : 404);
    done_ += 9;  // find, header, four texts, a protected place, who read it, the receipt
  }

  /// Every command names a version that there is not: whoever may hand it in learns that (412), and nothing changes.
  void CheckCommands(const std::string& role, const Words& allowed, const std::map<std::string, std::string>& why,
                     const std::string& token) {
    for (const auto& [action, payload] : Commands()) {
      const bool opens_seal = action == "emergency" && why.at(action) == "sealed" && policy_.Gives(role, {"any"}, "emergency");
      int expected = HasOneOf(allowed, kFindAtAll) ? 403 : 404;
      if (allowed.contains(action) || opens_seal) expected = 412;
      if (!kCommanding.contains(role)) expected = 403;
      EXPECT_EQ(StatusOf(Post(payload, token, "If-Match: \"999\"\r\n")), expected) << action;
      ++done_;
    }
  }

  std::map<std::pair<std::string, const Standing*>, std::string> tokens_;
  int keys_ = 0;
};

std::string ProtectsAddress(bool is_protected) {
  return std::string(R"("type":")") + (is_protected ? "ProtectAddress" : "LiftAddressProtection") + R"(","person":"@)" + StoryId("a1") +
         (is_protected ? R"(/1","ground":"violence")" : R"(/1","reason":"over")");
}

TEST_F(AccessCells, HoldForEveryRoleRelationActionSealAndAddress) {
  const Situation by_name{.is_sealed = true, .names = {"colleague", "revisore"}};
  const Situation by_role{.is_sealed = true, .names = {"revisore"}, .roles = {"coordinator", "dpo"}};
  const std::string seals_by_name = OnCase("a1", "SealCase", R"("ground":"staff","names":["colleague","revisore"])");
  const std::string seals_by_role =
      OnCase("a1", "SealCase", R"("ground":"staff","names":["revisore"],"roles":["coordinator","dpo"])");
  for (Situation now : {Situation{}, by_name, by_role}) {
    if (now.is_sealed) Given(now.roles.empty() ? seals_by_name : seals_by_role, colleague_);
    CheckAll(now);
    Given(ProtectsAddress(true), colleague_);
    now.is_protected = true;
    CheckAll(now);
    Given(ProtectsAddress(false), colleague_);
  }
  std::cout << cells_ << " cells asked, " << done_ << " done at the doors\n";
  EXPECT_GE(cells_, CellsOf(3 * 2));
  EXPECT_GE(done_, static_cast<int>(3 * 2 * roles_.size() * Standings().size() * (actions_.size() - 1)));  // where somebody lives, no file shows
}

TEST_F(AccessCells, HoldForEveryLevelOfAnEmergencySealedOrNot) {
  const std::string on_duty = served_.TokenOf("stranger", {"emergency_duty"}, kNowhere);
  const Standing& stranger = Standings().front();
  Situation now;
  int number = 0;
  for (const bool is_sealed : {false, true}) {
    now = {.is_sealed = is_sealed, .names = {"colleague", "revisore"}, .roles = {"dpo"}};
    if (is_sealed) Given(OnCase("a1", "SealCase", R"("ground":"staff","names":["colleague","revisore"],"roles":["dpo"])"), anna_);
    for (const std::string& level : policy_.EmergencyLevels()) {
      Given(OnCase("a1", "DeclareEmergency", R"("reason":"health","until":"2026-03-02T09:30:00Z","levels":[")" + level + "\"]"), on_duty);
      const std::string nth = R"("emergency":)" + std::to_string(++number);
      const bool takes_two = is_sealed || policy_.TakesTwo(level);
      for (const bool is_confirmed : {false, true}) {
        if (is_confirmed && takes_two) Given(OnCase("a1", "ConfirmEmergency", nth), privacy_);
        for (const std::string& role : roles_) {
          std::map<std::string, std::string> also;
          if (policy_.Gives(role, {"any"}, "emergency") && (is_confirmed || !takes_two)) {
            also = {{"find", "emergency"}, {"header", "emergency"}, {level, "emergency"}};
          }
          Check(role, stranger, now, also);
        }
      }
      Given(OnCase("a1", "ReviewEmergency", nth + R"(,"outcome":"justified")"), colleague_);
    }
  }
  std::cout << cells_ << " cells asked, " << done_ << " done at the doors\n";
  EXPECT_EQ(cells_, static_cast<int>(2 * 4 * 2 * roles_.size() * actions_.size()));
}

TEST_F(AccessCells, HoldForEveryGrantWhatTakesTwoAndConflicts) {
  const Standing& stranger = Standings().front();
  int number = 0;
  for (const std::string level : {"administrative", "assessment", "diary", "juvenile_court"}) {
    Given(OnCase("a1", "GrantAccess", R"("worker":"stranger","until":"2026-04-01","ground":"audit","levels":[")" + level + "\"]"), privacy_);
    for (const std::string& role : roles_) {
      Check(role, stranger, {}, {{"find", "grant"}, {"header", "grant"}, {level, policy_.TakesTwo(level) ? "needs_two" : "grant"}});
    }
    Given(OnCase("a1", "RevokeAccess", R"("reason":"over","grant":)" + std::to_string(++number)), privacy_);
  }
  number = 0;
  for (const std::string& action : policy_.TakingTwo()) {
    Given(OnCase("a1", "RequestAccess", R"("reason":"court_asks","action":")" + action + "\""), anna_);
    Given(OnCase("a1", "ApproveAccess", R"("until":"2026-03-02T10:00:00Z","request":)" + std::to_string(++number)), privacy_);
  }
  for (const std::string& role : roles_) {
    for (const Standing& who : Standings()) {
      std::map<std::string, std::string> also;
      for (const std::string& action : policy_.TakingTwo()) {
        if (who.name == "anna.rossi" && policy_.Gives(role, who.relations, action)) also[action] = "two_agreed";
      }
      Check(role, who, {}, also);
    }
  }
  Given(OnCase("a1", "DeclareConflict", R"("worker":"colleague","relation":"relative")"), anna_);
  for (const std::string& role : roles_) Check(role, Standings()[1], {.in_conflict = {"colleague"}});
  EXPECT_EQ(cells_, static_cast<int>((4 + Standings().size() + 1) * roles_.size() * actions_.size()));
  std::cout << cells_ << " cells asked, " << done_ << " done at the doors\n";
}

// A term names what it runs about, and who un-merges the entry alone.
TEST_F(AccessCells, HoldForWhatACommandNamesInAFieldOfItsOwn) {
  const std::string office = served_.TokenOf("ufficio", {"administrative"}, kNowhere);
  const std::string stranger = served_.TokenOf("stranger", {"worker"}, kNowhere);
  const std::string about = R"("about":"@)" + StoryId("a1") + R"(","number":7)";
  for (const std::string& term : {R"("type":"MeetDeadline",)" + about, R"("type":"ResumeDeadline",)" + about,
                                  R"("type":"SuspendDeadline","cause":"missing_documents",)" + about}) {
    EXPECT_EQ(StatusOf(Post(term, office)), 403) << term;
    EXPECT_EQ(StatusOf(Post(term, stranger)), 404) << term;
    EXPECT_EQ(StatusOf(Post(term, anna_)), 422) << term;  // there is no such term
  }
  const std::string unmerges = R"("type":"UnmergePersons","reason":"two","duplicate":"@)" + StoryId("a1") + R"(/1")";
  EXPECT_EQ(StatusOf(Post(unmerges, colleague_)), 403);
  EXPECT_EQ(StatusOf(Post(unmerges, served_.TokenOf("stranger", {"coordinator"}, kNowhere))), 404);
  EXPECT_EQ(StatusOf(Post(unmerges, served_.TokenOf("anna.rossi", {"coordinator"}, kElderly))), 422);  // it is nobody's duplicate
}

TEST_F(AccessCells, LetNobodyMergeWhomTheyMayNotFind) {
  const std::string merges = R"("type":"MergePersons","reason":"same","person":"@)" + StoryId("a1") + R"(/1","duplicate":"@)" + StoryId("b1") + R"(/1")";
  EXPECT_EQ(StatusOf(Post(merges, served_.TokenOf("anna.rossi", {"coordinator"}, kElderly))), 404);
  EXPECT_EQ(StatusOf(Post(merges, served_.TokenOf("anna.rossi", {"coordinator"}, {"elderly", "disabled"}))), 200);
}

}  // namespace
}  // namespace fascicolo::program_test
