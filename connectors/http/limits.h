// What one client may ask of the server, by size, time and number. Running into each is a tested path
// (tests/connectors/http/limits_test.cc).
#pragma once

#include <chrono>
#include <cstddef>

namespace fascicolo::http {

struct Limits {
  std::size_t target_bytes = 8'192;     ///< of a request's target; 414
  std::size_t head_bytes = 16'384;      ///< of request line and headers together; 431
  std::size_t headers = 100;            ///< by number; 431
  std::size_t body_bytes = 1U << 20;    ///< 413
  std::chrono::milliseconds head_time{10'000};  ///< from a request's first byte to its last header; closed
  std::chrono::milliseconds body_time{30'000};  ///< from the last header to the body's end; closed
  std::chrono::milliseconds idle_time{60'000};  ///< between two requests of one connection; closed
  std::chrono::milliseconds write_time{30'000};  ///< for the client to take an answer; closed
  std::chrono::milliseconds stop_time{30'000};   ///< for what was accepted to be answered, once the server stops
  std::size_t connections = 2'000;  ///< open at once; one more is closed as soon as it opens
  std::size_t in_flight = 256;      ///< requests handed on and not answered; 503 with Retry-After
  std::size_t streams = 500;        ///< open at once; 503 with Retry-After
  std::size_t stream_bytes = 65'536;  ///< that wait for the client of one stream; it is closed when there are more
};

}  // namespace fascicolo::http
