// A ledger of whole commits about a few entities, signed, and receipts from it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "events/acceptance.h"
#include "events/body.h"
#include "events/proof/checkpoint.h"
#include "events/proof/receipt_making.h"
#include "events/proof/statement.h"
#include "events/proof/trees.h"
#include "events/proof/vectors.h"

namespace fascicolo::proof {

inline EntityId Thing(std::uint8_t number) {
  EntityId id;
  id.bytes.fill(number);
  return id;
}

class ProvenLedger {
 public:
  static inline const std::string kOrigin = "comune.example/prova";

  /// A commit with an event about each of `things`, in their order.
  void Commit(const std::vector<std::uint8_t>& things) {
    std::vector<schema::EventT> events;
    std::map<EntityId, Version> next = versions_;
    for (const std::uint8_t thing : things) {
      schema::CaseClosedT closed;
      closed.reason = "reason " + std::to_string(++next[Thing(thing)].value);
      events.push_back(EventOf(thing, std::move(closed)));
    }
    CommitEvents(std::move(events));
  }
  template <class Payload>
  [[nodiscard]] static schema::EventT EventOf(std::uint8_t thing, Payload payload) {
    schema::EventT event;
    event.entity = std::make_unique<schema::Id>(events::ToSchema(Thing(thing)));
    event.payload.Set(std::move(payload));
    return event;
  }
  /// A commit with an event about `thing`, in which a text is sealed under a key.
  void CommitSealed(std::uint8_t thing, const KeyId& key) {
    auto event = EventOf(thing, schema::DiaryEntryAddedT());
    auto section = std::make_unique<schema::SectionT>();
    section->key = std::make_unique<schema::Id>(events::ToSchema(key));
    section->field = "/text";
    event.sections.push_back(std::move(section));
    std::vector<schema::EventT> events;
    events.push_back(std::move(event));
    CommitEvents(std::move(events));
  }
  /// The commits of a person's first erasure, of one key, in the order of schemas/rights.fbs.
  void CommitErasure(std::uint8_t person, const KeyId& key) {
    const auto commit = [this, person](auto... payloads) {
      std::vector<schema::EventT> events;
      (events.push_back(EventOf(person, std::move(payloads))), ...);
      CommitEvents(std::move(events));
    };
    schema::ErasureProposedT proposed;
    proposed.erasure = 1;
    proposed.act = "scarto 12/2026";
    proposed.signatory = "anna.rossi";
    commit(proposed);
    for (const char* signatory : {"dpo", "archivist"}) {
      schema::ErasureApprovedT approved;
      approved.erasure = 1;
      approved.signatory = signatory;
      commit(approved);
    }
    schema::KeysErasedT erased;
    erased.erasure = 1;
    erased.keys.push_back(events::ToSchema(key));
    schema::ErasureCompletedT completed;
    completed.erasure = 1;
    completed.keys = 1;
    commit(erased, completed);
  }
  /// A commit with these events, whose versions are the next of their entities'.
  void CommitEvents(std::vector<schema::EventT> facts) {
    events::CommitContent content;
    content.kind = head_.next == Position{0} ? events::CommitKind::kLedgerOpened : events::CommitKind::kDecided;
    content.command.bytes.fill(static_cast<std::uint8_t>(head_.next.value + 1));
    schema::CommandT command;
    command.id = std::make_unique<schema::Id>(events::ToSchema(content.command));
    command.actor = "anna.bianchi";
    schema::CloseCaseT close;
    close.reason = "goal_reached";
    command.payload.Set(std::move(close));
    schema::RecordedT recorded;
    recorded.command = events::PackLeaf(command);
    content.recorded = events::PackLeaf(recorded);
    for (schema::EventT& fact : facts) {
      fact.version = ++versions_[events::Entity(fact.entity.get())].value;
      content.events.push_back(events::PackLeaf(fact));
    }
    events::Header place;
    place.ledger = head_.ledger;
    place.position = head_.next;
    place.previous = head_.hash;
    place.term = Term{1};
    auto record = events::BuildRecord(place, content);
    ASSERT_TRUE(record.ok());
    const auto header = events::DecodeHeader(record->view().header());
    ASSERT_TRUE(header.ok());
    leaves_.push_back(events::LeafOf(record->view().header()));
    head_ = events::Advance(head_, *header, leaves_.back());
    records_.push_back(*record);
  }

  [[nodiscard]] Checkpoint checkpoint() const {
    return {kOrigin, leaves_.size(), PlainRoot(leaves_, 0, leaves_.size())};
  }
  [[nodiscard]] SignedNote Signed(std::string text) const { return {text, {SignText(text, key_)}}; }
  [[nodiscard]] const VerifierKey& key() const { return key_.verifier(); }

  /// Command and events of the commits about one of `things`.
  [[nodiscard]] ReceiptMaking Making(ReceiptKind kind, const std::vector<std::uint8_t>& things) {
    nodes_ = std::make_unique<ListedNodes>(leaves_);
    ReceiptMaking making(kind, Signed(checkpoint().ToString()), leaves_.size(), *nodes_);
    for (const events::Record& record : records_) {
      const auto header = events::DecodeHeader(record.view().header());
      const auto commit = events::CommitReading::Open(record.view(), *header);
      std::vector<std::uint32_t> numbers;
      for (std::uint32_t i = 0; i < commit->events().size(); ++i) {
        const EntityId entity = events::Entity(commit->events()[i]->entity());
        if (std::any_of(things.begin(), things.end(), [&](auto thing) { return Thing(thing) == entity; })) {
          if (numbers.empty()) numbers.push_back(0);
          numbers.push_back(i + 1);
        }
      }
      if (numbers.empty()) continue;
      EXPECT_TRUE(making.Add(*commit, numbers).ok());
    }
    return making;
  }
  [[nodiscard]] Statement StatementOf(const std::vector<std::uint8_t>& things, std::string row = {}) const {
    Statement statement{kOrigin, leaves_.size(), checkpoint().root, {}, std::move(row)};
    for (const std::uint8_t thing : things) statement.versions[Thing(thing)] = versions_.at(Thing(thing));
    return statement;
  }
  [[nodiscard]] Receipt ReceiptOf(const std::vector<std::uint8_t>& things) {
    auto making = Making(ReceiptKind::kCase, things);
    making.State(Signed(StatementOf(things).ToString()));
    return making.Done();
  }

 private:
  SignerKey key_{kOrigin, KeyType::kEd25519, vectors::FromHexText<Seed>(vectors::kLogSeed)};
  events::Head head_ = events::HeadOfEmpty(kOrigin);
  std::vector<events::Record> records_;
  std::vector<Hash> leaves_;
  std::map<EntityId, Version> versions_;
  std::unique_ptr<ListedNodes> nodes_;
};

}  // namespace fascicolo::proof
