#include "connectors/http/server.h"

#include "connectors/http/connection.h"
#include "connectors/http/tls_files.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace fascicolo::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;

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
      tls_.emplace(asio::ssl::context::tls_server);
      if (Status used = UseTlsFiles(tls_->native_handle(), *options.tls); !used) return used;
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
    return {shared_->open.size(), shared_->in_flight, shared_->streams,
            shared_->requests,    shared_->refused,   shared_->closed};
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
    const bool is_v6 = peer.address().is_v6();
    const int descriptor = socket.release(error);
    if (!error)
      BeginConnection(io_->context, descriptor, is_v6, tls_ ? &*tls_ : nullptr, shared_, peer.address().to_string());
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
