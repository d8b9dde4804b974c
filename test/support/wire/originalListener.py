"""The original's listener in Python 3, its way of reading frames kept; what made it die still does.
Answers every message with a constant."""
import socket

REPLY = (b'<?xml version="1.0" encoding="UTF-8"?><MessageType name="MessageServerSend">'
         b'<MessageAttr Reply="echo"><data/></MessageAttr></MessageType>')


def serve(client):
    n = b''
    data = b''
    while 1:
        c = client.recv(1)
        if c == b':':
            break
        n += c
    n = int(n)
    while n > 0:
        data += client.recv(n)
        n -= len(data)
    if data:
        client.sendall(str(len(REPLY)).encode() + b':' + REPLY)
        client.close()


def main():
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    server.bind(('127.0.0.1', 0))
    server.listen(5)
    print(server.getsockname()[1], flush=True)
    while 1:
        try:
            server.settimeout(5)
            client, _ = server.accept()
            client.settimeout(5)
            serve(client)
        except socket.timeout:
            pass


main()
