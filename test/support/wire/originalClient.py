"""The original's client in Python 3, its way of reading frames kept: one byte at a time up to the
colon, then what is left of the length, which it counts down by all that has come so far."""
import socket
import sys


def recv(port, message):
    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    s.settimeout(5)
    n = b''
    data = b''
    s.connect(('127.0.0.1', port))
    s.sendall(str(len(message)).encode() + b':' + message)
    while 1:
        c = s.recv(1)
        if c == b':':
            break
        if c == b'':
            raise EOFError('closed without a reply')
        n += c
    n = int(n)
    while n > 0:
        data += s.recv(n)
        n -= len(data)
    s.close()
    return data


def main():
    port = int(sys.argv[1])
    for line in sys.stdin.buffer.read().splitlines():
        print(recv(port, line).decode('utf-8').replace('\n', '\\n'))


main()
