export * from "../gen/chaukas/spec/client/v1/client_connect.js";
export * from "../gen/chaukas/spec/client/v1/client_pb.js";
