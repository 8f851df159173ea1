#include "connectors/http/server.h"

#include "connectors/http/connections.h"
#include "connectors/http/head_check.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <atomic>
#include <mutex>
#include <thread>

namespace fascicolo::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using boost::system::error_code;
using tcp = asio::ip::tcp;

constexpr std::size_t kReadBytes = 8'192;  ///< asked of a connection at once
constexpr std::chrono::milliseconds kLingerTime{1'000};  ///< for a refused client to read why, before it is closed

/// What connections share with their server.
struct Shared {
  Connections open;
  std::mutex answering;    ///< held while an answer is handed to its connection
  bool is_closed = false;  ///< no answer reaches its client any more; under `answering`
  Handler handler;
  Limits limits;
  std::atomic<bool> is_stopping{false};
  std::atomic<std::uint64_t> in_flight{0};
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> refused{0};
  std::atomic<std::uint64_t> closed{0};
};

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
    request_ = {std::string(head.method_string()), OriginForm({head.target().data(), head.target().size()}), {}, {}, peer_};
    for (const auto& field : head) request_.headers.push_back({std::string(field.name_string()), std::string(field.value())});
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
    shared_.handler(std::move(request_), Answer([owner = owner_, one = this->weak_from_this()](Response response) {
                      const std::lock_guard lock(owner->answering);
                      if (owner->is_closed) return;
                      const auto self = one.lock();
                      FASCICOLO_CHECK(self != nullptr);
                      owner->in_flight.fetch_sub(1);
                      asio::post(self->stream_.get_executor(), [self, response = std::move(response)]() mutable {
                        self->Write(std::move(response));
                      });
                    }));
  }

  void Write(Response response) {
    response_ = {};
    response_.version(version_);
    response_.result(response.status);
    for (const Header& header : response.headers) response_.insert(header.name, header.value);
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

  /// Nothing more is written; what the client still sends is read for a moment, so that the answer is not lost with a reset.
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
                                                       if (error || drained_ > shared_.limits.body_bytes) return Close();
                                                       Drain();
                                                     }));
  }
  void Close() {
    beast::get_lowest_layer(stream_).close();
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
  HeadBytes head_bytes_;
  Request request_;
  unsigned version_ = 11;
  std::size_t drained_ = 0;
  bool keeps_ = true;
  bool is_head_ = false;
  bool is_idle_ = false;
};

Failure Unavailable(const ServerOptions& options, const error_code& error) {
  return {FailureCode::kUnavailable,
          "cannot listen on " + options.host + ":" + std::to_string(options.port) + ": " + error.message()};
}

}  // namespace

class Server::Impl {
 public:
  Impl(const ServerOptions& options, Handler handler) : threads_wanted_(options.threads == 0 ? 1 : options.threads) {
    shared_->handler = std::move(handler);
    shared_->limits = options.limits;
  }

  Status Listen(const ServerOptions& options) {
    if (options.tls) {
      if (Status read = ReadTls(*options.tls); !read) return read;
    }
    error_code error;
    const auto address = asio::ip::make_address(options.host, error);
    const tcp::endpoint endpoint(address, options.port);
    if (!error) io_->acceptor.open(endpoint.protocol(), error);
    if (!error) io_->acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) io_->acceptor.bind(endpoint, error);
    if (!error) io_->acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return Unavailable(options, error);
    port_ = io_->acceptor.local_endpoint().port();
    Accept();
    for (unsigned i = 0; i < threads_wanted_; ++i) threads_.emplace_back([this] { io_->context.run(); });
    return {};
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] ServerFigures figures() const {
    return {shared_->open.size(), shared_->in_flight, shared_->requests, shared_->refused, shared_->closed};
  }

  void Stop() {
    if (shared_->is_stopping.exchange(true)) return;
    asio::post(io_->acceptor.get_executor(), [this] {
      error_code ignored;
      io_->acceptor.close(ignored);
    });
    shared_->open.StopAll();
    shared_->open.AwaitNone(shared_->limits.stop_time);
    {
      const std::lock_guard lock(shared_->answering);
      shared_->is_closed = true;
    }
    io_->context.stop();
    for (std::thread& thread : threads_) thread.join();
    shared_->open.Clear();
    io_.reset();  // and with it what still waits for a turn
  }

 private:
  Status ReadTls(const TlsFiles& files) {
    error_code error;
    tls_.emplace(asio::ssl::context::tls_server);
    tls_->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                          asio::ssl::context::no_tlsv1_1 | asio::ssl::context::no_compression,
                      error);
    if (!error) tls_->use_certificate_chain_file(files.certificates.string(), error);
    if (error) return Failure{FailureCode::kDamaged, files.certificates.string() + ": " + error.message()};
    tls_->use_private_key_file(files.key.string(), asio::ssl::context::pem, error);
    if (error) return Failure{FailureCode::kDamaged, files.key.string() + ": " + error.message()};
    return {};
  }

  void Accept() {
    io_->acceptor.async_accept(asio::make_strand(io_->context), [this](const error_code& error, tcp::socket socket) {
      if (shared_->is_stopping || error == asio::error::operation_aborted) return;
      if (error) return AcceptLater();
      Take(std::move(socket));
      Accept();
    });
  }
  /// Out of descriptors, or the like: it goes over.
  void AcceptLater() {
    io_->pause.expires_after(std::chrono::milliseconds(100));
    io_->pause.async_wait([this](const error_code& error) {
      if (!error) Accept();
    });
  }
  void Take(tcp::socket socket) {
    error_code error;
    const auto peer = socket.remote_endpoint(error);
    if (error || shared_->open.size() >= shared_->limits.connections) {
      shared_->closed.fetch_add(1);
      return;
    }
    socket.set_option(tcp::no_delay(true), error);
    const std::string name = peer.address().to_string();
    if (tls_) {
      using Sealed = beast::ssl_stream<beast::tcp_stream>;
      Sealed stream(beast::tcp_stream(std::move(socket)), *tls_);
      std::make_shared<Connection<Sealed>>(std::move(stream), shared_, name)->Begin();
    } else {
      beast::tcp_stream stream(std::move(socket));
      std::make_shared<Connection<beast::tcp_stream>>(std::move(stream), shared_, name)->Begin();
    }
  }

  unsigned threads_wanted_;
  std::shared_ptr<Shared> shared_ = std::make_shared<Shared>();
  std::optional<asio::ssl::context> tls_;
  struct Io {
    asio::io_context context;
    /// Threads go on although nothing is read: an answer may still come.
    asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
    tcp::acceptor acceptor{asio::make_strand(context)};
    asio::steady_timer pause{acceptor.get_executor()};
  };
  std::unique_ptr<Io> io_ = std::make_unique<Io>();
  std::uint16_t port_ = 0;
  std::vector<std::thread> threads_;
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() { Stop(); }

Result<std::unique_ptr<Server>> Server::Start(const ServerOptions& options, Handler handler) {
  auto impl = std::make_unique<Impl>(options, std::move(handler));
  if (Status listening = impl->Listen(options); !listening) return listening.error();
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

std::uint16_t Server::port() const { return impl_->port(); }
ServerFigures Server::figures() const { return impl_->figures(); }
void Server::Stop() { impl_->Stop(); }

}  // namespace fascicolo::http
