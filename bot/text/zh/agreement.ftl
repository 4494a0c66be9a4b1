## 协议
agreement-heading = 协议
