#include "connectors/http/connection.h"

#include "connectors/http/head_check.h"
#include "connectors/http/pieces.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <optional>
#include <utility>

namespace fascicolo::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using boost::system::error_code;
using tcp = asio::ip::tcp;

constexpr std::size_t kReadBytes = 8'192;  ///< asked of a connection at once
constexpr std::chrono::milliseconds kLingerTime{1'000};  ///< for a refused client to read why, before it is closed

/// The status with which a message that cannot be read is refused; 0: nobody is there to be answered.
unsigned StatusOfBroken(const error_code& error) {
  if (error == wire::error::header_limit || error == wire::error::buffer_overflow) return 431;
  if (error == wire::error::body_limit) return 413;
  if (error == wire::error::end_of_stream || error == wire::error::partial_message) return 0;
  return error.category() == wire::make_error_code(wire::error::bad_method).category() ? 400 : 0;
}

const char* TitleOf(unsigned status) {
  if (status == 431) return "The headers are too long";
  return status == 413 ? "The body is too long" : "This is no HTTP request";
}

/// One client. Everything of it happens on its strand.
template <class Stream>
class Connection final : public Connected, public std::enable_shared_from_this<Connection<Stream>> {
 public:
  Connection(Stream stream, std::shared_ptr<Shared> owner, std::string peer)
      : stream_(std::move(stream)), owner_(std::move(owner)), peer_(std::move(peer)) {}

  void Begin() {
    place_ = shared_.open.Add(this->shared_from_this());
    asio::dispatch(stream_.get_executor(), [self = this->shared_from_this()] { self->ShakeHands(); });
  }
  void Stop() override {
    asio::post(stream_.get_executor(), [self = this->shared_from_this()] {
      if (self->pieces_ != nullptr) return self->pieces_->End();
      if (self->is_idle_) self->Close();
    });
  }

 private:
  void ShakeHands() {
    if constexpr (std::is_same_v<Stream, beast::ssl_stream<beast::tcp_stream>>) {
      Expire(shared_.limits.head_time);
      stream_.async_handshake(asio::ssl::stream_base::server, On([this](const error_code& error) {
                                if (error) return GiveUp(error);
                                AwaitRequest();
                              }));
    } else {
      AwaitRequest();
    }
  }

  void AwaitRequest() {
    if (shared_.is_stopping) return Close();
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(shared_.limits.head_bytes));
    parser_->body_limit(shared_.limits.body_bytes);
    head_bytes_ = {};
    is_idle_ = buffer_.size() == 0;
    Expire(is_idle_ ? shared_.limits.idle_time : shared_.limits.head_time);
    is_idle_ ? ReadSome() : LookAtHead();
  }

  void ReadSome() {
    stream_.async_read_some(buffer_.prepare(kReadBytes), On([this](const error_code& error, std::size_t bytes) {
                              if (error) return GiveUp(error);
                              if (!place_) return;  // it was idle, and closed by Stop, as these bytes came
                              if (std::exchange(is_idle_, false)) Expire(shared_.limits.head_time);
                              buffer_.commit(bytes);
                              LookAtHead();
                            }));
  }

  void LookAtHead() {
    const auto bytes = buffer_.cdata();
    const auto reading = head_bytes_.Look({static_cast<const char*>(bytes.data()), bytes.size()});
    if (reading == HeadBytes::Reading::kBroken) return GiveUp(wire::error::bad_line_ending);
    if (head_bytes_.size() > shared_.limits.head_bytes) return GiveUp(wire::error::header_limit);
    if (reading == HeadBytes::Reading::kMore) return ReadSome();
    error_code error;
    buffer_.consume(parser_->put(asio::buffer(bytes, head_bytes_.size()), error));
    if (!error && !parser_->is_header_done()) error = wire::error::bad_method;
    if (error && error != wire::error::need_more) return GiveUp(error);
    TakeHead();
  }

  void TakeHead() {
    const auto& head = parser_->get();
    request_ = {
        std::string(head.method_string()), OriginForm({head.target().data(), head.target().size()}), {}, {}, peer_};
    for (const auto& field : head)
      request_.headers.push_back({std::string(field.name_string()), std::string(field.value())});
    is_head_ = request_.method == "HEAD";
    version_ = head.version();
    keeps_ = head.keep_alive();
    if (auto problem = CheckHead(request_, version_, shared_.limits)) return Refuse(*problem);
    if (CountOf(request_.headers, "Expect") > 0) return SayContinue();
    ReadBody();
  }

  void SayContinue() {
    auto go_on = std::make_shared<wire::response<wire::empty_body>>(wire::status::continue_, version_);
    Expire(shared_.limits.write_time);
    wire::async_write(stream_, *go_on, On([this, go_on](const error_code& error, std::size_t) {
                        if (error) return GiveUp(error);
                        ReadBody();
                      }));
  }

  void ReadBody() {
    Expire(shared_.limits.body_time);
    wire::async_read(stream_, buffer_, *parser_, On([this](const error_code& error, std::size_t) {
                       if (error) return GiveUp(error);
                       request_.body = std::move(parser_->get().body());
                       HandOn();
                     }));
  }

  void HandOn() {
    if (shared_.in_flight.fetch_add(1) >= shared_.limits.in_flight) {
      shared_.in_flight.fetch_sub(1);
      shared_.refused.fetch_add(1);
      return Write(ProblemResponse({.status = 503, .title = "Too many requests are being answered", .retry_after = 1}));
    }
    shared_.requests.fetch_add(1);
    beast::get_lowest_layer(stream_).expires_never();
    auto send = [owner = owner_, one = this->weak_from_this()](Response response) {
      OnStrand(owner, one, [response = std::move(response)](Connection& self) mutable {
        self.shared_.in_flight.fetch_sub(1);
        self.Write(std::move(response));
      });
    };
    auto open = [owner = owner_, one = this->weak_from_this()](Response head) -> std::shared_ptr<http::Stream> {
      const auto wake = [owner, one] { OnStrand(owner, one, [](Connection& self) { self.SendPieces(); }); };
      auto pieces = std::make_shared<Pieces>(owner->limits.stream_bytes, wake);
      OnStrand(owner, one, [head = std::move(head), pieces](Connection& self) mutable {
        self.shared_.in_flight.fetch_sub(1);
        self.Flow(std::move(head), std::move(pieces));
      });
      return pieces;
    };
    shared_.handler(std::move(request_), Answer(std::move(send), std::move(open)));
  }

  /// Goes on with the connection, if it is there still, and its server too.
  template <class Then>
  static void OnStrand(const std::shared_ptr<Shared>& owner, const std::weak_ptr<Connection>& one, Then then) {
    const std::lock_guard lock(owner->answering);
    if (owner->is_closed) return;
    if (const auto self = one.lock()) {
      asio::post(self->stream_.get_executor(), [self, then = std::move(then)]() mutable { then(*self); });
    }
  }

  void BeginHead(const Response& head) {
    response_ = {};
    response_.result(head.status);
    for (const Header& header : head.headers) response_.insert(header.name, header.value);
    // Browsers take what is answered for what its type says, and guess nothing (WHATWG Fetch, 3.5).
    response_.insert("X-Content-Type-Options", "nosniff");
  }
  void Flow(Response head, std::shared_ptr<Pieces> pieces) {
    if (is_head_ || version_ < 11 || shared_.is_stopping) {
      pieces->Break();
      return version_ < 11 ? Refuse({.status = 505, .title = "Streams want HTTP/1.1"}) : Write(std::move(head));
    }
    if (shared_.streams.fetch_add(1) >= shared_.limits.streams) {
      shared_.streams.fetch_sub(1);
      pieces->Break();
      return Write(
          ProblemResponse({.status = 503, .title = "Too many streams are open", .code = "busy", .retry_after = 10}));
    }
    pieces_ = std::move(pieces);
    BeginHead(head);
    response_.chunked(true);
    is_sending_ = true;
    Expire(shared_.limits.write_time);
    flow_.emplace(response_);
    wire::async_write_header(stream_, *flow_, On([this](const error_code& error, std::size_t) { SentPiece(error); }));
  }
  void SentPiece(const error_code& error) {
    is_sending_ = false;
    if (error) return GiveUp(error == beast::error::timeout ? error : wire::error::end_of_stream);
    SendPieces();
  }
  void SendPieces() {
    if (pieces_ == nullptr || is_sending_) return;
    auto [piece, standing] = pieces_->Take();
    if (standing == Pieces::Standing::kTooSlow) return GiveUp(beast::error::timeout);
    is_sending_ = true;
    Expire(shared_.limits.write_time);
    piece_ = std::move(piece);
    if (!piece_.empty()) {
      asio::async_write(stream_, wire::make_chunk(asio::buffer(piece_)),
                        On([this](const error_code& error, std::size_t) { SentPiece(error); }));
    } else if (standing == Pieces::Standing::kOpen) {
      is_sending_ = false;
      beast::get_lowest_layer(stream_).expires_never();
    } else {
      asio::async_write(stream_, wire::make_chunk_last(), On([this](const error_code& error, std::size_t) {
                          if (error) return Close();
                          Linger();
                        }));
    }
  }

  void Write(Response response) {
    BeginHead(response);
    response_.version(version_);
    response_.keep_alive(keeps_ && !shared_.is_stopping);
    const bool has_body = !is_head_ && response.status != 204 && response.status != 304;
    if (response.status != 204) response_.content_length(response.body.size());
    if (has_body) response_.body() = std::move(response.body);
    Expire(shared_.limits.write_time);
    wire::async_write(stream_, response_, On([this](const error_code& error, std::size_t) {
                        if (error) return GiveUp(error);
                        if (response_.need_eof() || !response_.keep_alive()) return Linger();
                        AwaitRequest();
                      }));
  }

  /// What the client sent cannot be gone on from: it is told, and closed.
  void Refuse(const Problem& problem) {
    shared_.refused.fetch_add(1);
    keeps_ = false;
    Write(ProblemResponse(problem));
  }
  void GiveUp(const error_code& error) {
    if (error == beast::error::timeout) {
      shared_.closed.fetch_add(1);
      return Close();
    }
    const unsigned status = StatusOfBroken(error);
    if (status == 0) return Close();
    version_ = 11;
    is_head_ = false;
    Refuse({.status = status, .title = TitleOf(status)});
  }

  /// Nothing more is written; what the client still sends is read for a moment, so that the answer is not lost with a
  /// reset.
  void Linger() {
    error_code ignored;
    beast::get_lowest_layer(stream_).socket().shutdown(tcp::socket::shutdown_send, ignored);
    Expire(kLingerTime);
    Drain();
  }
  void Drain() {
    buffer_.clear();
    beast::get_lowest_layer(stream_).async_read_some(buffer_.prepare(kReadBytes),
                                                     On([this](const error_code& error, std::size_t bytes) {
                                                       drained_ += bytes;
                                                       if (error || drained_ > shared_.limits.body_bytes)
                                                         return Close();
                                                       Drain();
                                                     }));
  }
  void Close() {
    beast::get_lowest_layer(stream_).close();
    if (const auto pieces = std::exchange(pieces_, nullptr)) {
      pieces->Break();
      shared_.streams.fetch_sub(1);
    }
    if (const auto place = std::exchange(place_, std::nullopt)) shared_.open.Remove(*place);
  }

  void Expire(std::chrono::milliseconds time) { beast::get_lowest_layer(stream_).expires_after(time); }

  /// `then` with this connection kept alive until it was called.
  template <class Then>
  auto On(Then then) {
    return [self = this->shared_from_this(), then = std::move(then)](auto... results) mutable { then(results...); };
  }

  Stream stream_;
  std::shared_ptr<Shared> owner_;
  Shared& shared_ = *owner_;
  std::optional<Connections::Place> place_;  ///< none: it was closed
  std::string peer_;
  beast::flat_buffer buffer_;
  std::optional<wire::request_parser<wire::string_body>> parser_;
  wire::response<wire::string_body> response_;
  std::shared_ptr<Pieces> pieces_;  ///< null: no stream
  std::optional<wire::response_serializer<wire::string_body>> flow_;
  std::string piece_;
  HeadBytes head_bytes_;
  Request request_;
  unsigned version_ = 11;
  std::size_t drained_ = 0;
  bool keeps_ = true;
  bool is_head_ = false;
  bool is_idle_ = false;
  bool is_sending_ = false;
};

}  // namespace

void BeginConnection(asio::io_context& context, int socket, bool is_v6, asio::ssl::context* tls,
                     std::shared_ptr<Shared> owner, std::string peer) {
  error_code error;
  tcp::socket taken(asio::make_strand(context));
  taken.assign(is_v6 ? tcp::v6() : tcp::v4(), socket, error);
  if (!error) taken.set_option(tcp::no_delay(true), error);
  beast::tcp_stream stream(std::move(taken));
  if (tls == nullptr) {
    std::make_shared<Connection<beast::tcp_stream>>(std::move(stream), std::move(owner), std::move(peer))->Begin();
    return;
  }
  using Sealed = beast::ssl_stream<beast::tcp_stream>;
  std::make_shared<Connection<Sealed>>(Sealed(std::move(stream), *tls), std::move(owner), std::move(peer))->Begin();
}

}  // namespace fascicolo::http
