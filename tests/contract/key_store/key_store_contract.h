// What every driver of the port events/vault/key_store.h must do. A driver joins with one line:
//
//     INSTANTIATE_TYPED_TEST_SUITE_P(Mine, KeyStoreContract, MyDriver);
//
// where MyDriver is default-constructible (an empty store), `KeyStore& store()` is its open handle, and, if kReopens is
// true, Reopen() closes the handle and opens the same store again.
#pragma once

#include "events/vault/key_store.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <vector>

namespace fascicolo::vault {

inline RecordName Name(std::uint8_t number, RecordKind kind = RecordKind::kSubject) {
  RecordName name{kind, {}};
  name.id.bytes[0] = number;
  return name;
}
inline Record RecordOf(std::uint8_t number, std::uint8_t value, RecordKind kind = RecordKind::kSubject) {
  return {Name(number, kind), events::Bytes(90, value)};
}

template <class Driver>
class KeyStoreContract : public testing::Test {
 protected:
  [[nodiscard]] KeyStore& store() { return driver_.store(); }
  void Put(const std::vector<Record>& records) {
    const Status put = store().Put(records);
    EXPECT_TRUE(put.ok()) << put.error().message;
  }
  void Erase(const std::vector<RecordName>& names) {
    const Status erased = store().Erase(names);
    EXPECT_TRUE(erased.ok()) << erased.error().message;
  }
  /// The first byte of what is there; 0: nothing.
  int Value(const RecordName& name) {
    const auto found = store().Find(name);
    EXPECT_TRUE(found.ok());
    return found.ok() && *found ? (*found)->at(0) : 0;
  }
  std::map<RecordName, int> All() {
    std::map<RecordName, int> all;
    for (const RecordKind kind : {RecordKind::kHeader, RecordKind::kWrapping, RecordKind::kSubject, RecordKind::kSecret}) {
      KeyId before;
      const Status read = store().ForEach(kind, [&](const KeyId& id, events::ConstBytes value) -> Status {
        EXPECT_TRUE(before.is_zero() || before < id) << "not in ascending order";
        before = id;
        all[{kind, id}] = value[0];
        return {};
      });
      EXPECT_TRUE(read.ok());
    }
    return all;
  }
  Driver driver_;
};

TYPED_TEST_SUITE_P(KeyStoreContract);

TYPED_TEST_P(KeyStoreContract, FindsWhatWasPutAndNothingElse) {
  EXPECT_EQ(this->Value(Name(1)), 0);
  this->Put({RecordOf(1, 11), RecordOf(2, 12)});
  EXPECT_EQ(this->Value(Name(1)), 11);
  EXPECT_EQ(this->Value(Name(2)), 12);
  EXPECT_EQ(this->Value(Name(3)), 0);
}

TYPED_TEST_P(KeyStoreContract, KeepsKindsApart) {
  this->Put({RecordOf(1, 11), RecordOf(1, 12, RecordKind::kWrapping)});
  this->Erase({Name(1)});
  EXPECT_EQ(this->Value(Name(1)), 0);
  EXPECT_EQ(this->Value(Name(1, RecordKind::kWrapping)), 12);
}

TYPED_TEST_P(KeyStoreContract, ReplacesARecordOfTheSameName) {
  this->Put({RecordOf(1, 11)});
  this->Put({RecordOf(1, 21)});
  EXPECT_EQ(this->All(), (std::map<RecordName, int>{{Name(1), 21}}));
}

TYPED_TEST_P(KeyStoreContract, TakesTheLastOfOneNameInABatch) {
  this->Put({RecordOf(1, 11), RecordOf(1, 21)});
  EXPECT_EQ(this->Value(Name(1)), 21);
}

TYPED_TEST_P(KeyStoreContract, ErasesAndErasesAgain) {
  this->Put({RecordOf(1, 11), RecordOf(2, 12)});
  this->Erase({Name(1), Name(7)});
  this->Erase({Name(1)});
  EXPECT_EQ(this->All(), (std::map<RecordName, int>{{Name(2), 12}}));
  this->Put({RecordOf(1, 31)});
  EXPECT_EQ(this->Value(Name(1)), 31);
}

TYPED_TEST_P(KeyStoreContract, EndsAWalkWithTheVisitorsFailure) {
  this->Put({RecordOf(1, 11), RecordOf(2, 12)});
  int visited = 0;
  const Status read = this->store().ForEach(RecordKind::kSubject, [&](const KeyId&, events::ConstBytes) -> Status {
    ++visited;
    return Failure{FailureCode::kFull, "enough"};
  });
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().message, "enough");
  EXPECT_EQ(visited, 1);
}

TYPED_TEST_P(KeyStoreContract, HoldsALargeBatchInOrder) {
  std::vector<Record> records;
  std::map<RecordName, int> expected;
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 3'000; ++i) {
    Record record = RecordOf(static_cast<std::uint8_t>(random()), static_cast<std::uint8_t>(1 + random() % 200));
    record.name.id.bytes[1] = static_cast<std::uint8_t>(random());
    expected[record.name] = record.value[0];
    records.push_back(std::move(record));
  }
  this->Put(records);
  EXPECT_EQ(this->All(), expected);
}

TYPED_TEST_P(KeyStoreContract, IsTheSameAfterReopening) {
  if constexpr (TypeParam::kReopens) {
    this->Put({RecordOf(1, 11), RecordOf(2, 12), RecordOf(3, 13)});
    this->Put({RecordOf(2, 22)});
    this->Erase({Name(3)});
    this->driver_.Reopen();
    EXPECT_EQ(this->All(), (std::map<RecordName, int>{{Name(1), 11}, {Name(2), 22}}));
  }
}

REGISTER_TYPED_TEST_SUITE_P(KeyStoreContract, FindsWhatWasPutAndNothingElse, KeepsKindsApart,
                            ReplacesARecordOfTheSameName, TakesTheLastOfOneNameInABatch, ErasesAndErasesAgain,
                            EndsAWalkWithTheVisitorsFailure, HoldsALargeBatchInOrder, IsTheSameAfterReopening);

}  // namespace fascicolo::vault
