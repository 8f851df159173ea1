#include "engine/leadership/heartbeats.h"

#include "events/store/row_codec.h"
#include "fuzz/targets.h"

namespace fascicolo::fuzz {

void Heartbeat(std::string_view bytes) {
  engine::Heartbeat beat;
  if (!store::DecodeRow(bytes, beat)) return;
  engine::Heartbeat again;
  const std::string written = store::EncodeRow(beat);
  FASCICOLO_CHECK(store::DecodeRow(written, again) && store::EncodeRow(again) == written);
}

}  // namespace fascicolo::fuzz
